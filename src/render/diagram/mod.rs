//! Mermaid sources to drawings that can stand inside a page.
//!
//! A drawing holds no styles, scripts, ids of its own or references to
//! anything outside, so that a strict content security policy has nothing to
//! object to. Its colours come from the theme through classes:
//!
//! | class | what |
//! | --- | --- |
//! | `d-node`, `d-note`, `d-cluster` | shapes |
//! | `d-dot`, `d-detail`, `d-tip`, `d-arrow` | parts of shapes and ends of lines |
//! | `d-edge` with `d-thick` or `d-dotted`, `d-lifeline` | lines |
//! | `d-text` with `d-title`, `d-label` | words in shapes, words on lines |
//! | `d-wide` | on the drawing, when it is too wide to be shrunk |
//!
//! Colours an author gave to a shape are attributes, which any rule of a theme
//! would override; the theme's rules therefore spare elements that have them.

#[cfg(feature = "mermaid")]
mod chart;
#[cfg(feature = "mermaid")]
mod class;
#[cfg(feature = "mermaid")]
mod drawn;
#[cfg(feature = "mermaid")]
mod engine;
#[cfg(feature = "mermaid")]
mod flowchart;
#[cfg(feature = "mermaid")]
mod frame;
#[cfg(feature = "mermaid")]
mod graph;
#[cfg(feature = "mermaid")]
mod label;
#[cfg(feature = "mermaid")]
mod line;
#[cfg(feature = "mermaid")]
mod order;
#[cfg(feature = "mermaid")]
mod outline;
#[cfg(feature = "mermaid")]
mod paint;
#[cfg(feature = "mermaid")]
mod route;
#[cfg(feature = "mermaid")]
mod sequence;
#[cfg(feature = "mermaid")]
mod state;
#[cfg(feature = "mermaid")]
mod svg;
#[cfg(feature = "mermaid")]
mod width;

/// A drawing and its alternative in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// One `<svg>` element to be put into the page as it is.
    pub svg: String,
    /// What the author called it (`accTitle` or `title`).
    pub title: Option<String>,
    /// What the author says it shows (`accDescr`).
    pub description: Option<String>,
    /// Its lines in words, `A → B: label`, in the order they were written.
    pub edges: Vec<String>,
    /// Natural width in CSS pixels.
    pub width: f32,
    /// Natural height in CSS pixels.
    pub height: f32,
}

/// Why a source cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagramError {
    /// The line of the offending statement, from 1 within the source.
    pub line: usize,
    /// Lower case, without a full stop.
    pub message: String,
}

/// Draws a Mermaid `source`; `None` when the build has no renderer.
///
/// `id` must be unique on the page and a valid start of an element id; the
/// drawing's own ids begin with it. Equal arguments give equal bytes. Neither a
/// broken source nor a failure of the renderer panics.
pub fn draw(source: &str, id: &str) -> Option<Result<Diagram, DiagramError>> {
    #[cfg(feature = "mermaid")]
    return Some(drawn::draw(source, id));
    #[cfg(not(feature = "mermaid"))]
    {
        let _ = (source, id);
        None
    }
}

#[cfg(all(test, feature = "mermaid"))]
mod tests {
    use std::collections::BTreeSet;

    use expect_test::{Expect, expect};
    use quick_xml::Reader;
    use quick_xml::events::{BytesStart, Event};

    use super::{Diagram, DiagramError, draw};

    /// The shape of a study page's typical chart: cycles, labels, colours, breaks.
    const LOOP: &str = "flowchart TD
Begin[\"Loop begins\"] --> Ready[\"Look at the ready queue\"]
Ready -->|A task| Take[\"Take the first\"]
Ready -->|Nothing| Sleep[\"Sleep on the selector\"]
Sleep --> Ready
Take --> Step[\"Run one step\"]
Step -->|Awaits| Park[\"Park the task<br/>Note its callback\"]
Park --> Ready
Step -->|Returns| Finish[\"Set the result<br/>Wake the waiters\"]
Finish --> Ready
Step -->|Raises| Fail[\"Set the exception\"]
Fail --> Ready
style Begin fill:#e3f2fd
style Step fill:#c8e6c9
style Park fill:#fff3e0
style Fail fill:#ffcdd2
";

    const SEQUENCE: &str = "sequenceDiagram
  actor R as Reader
  participant L as Loop
  R->>+L: run(main())
  Note right of L: one thread
  loop every tick
    L->>L: poll
  end
  alt done
    L-->>-R: value
  else failed
    L--xR: exception
  end
";

    const STATES: &str = "stateDiagram-v2
  [*] --> Pending
  Pending --> Running: scheduled
  Running --> Pending: awaits
  state Running {
    [*] --> Step
  }
  Running --> [*]
  note right of Pending: waits its turn
";

    const CLASSES: &str = "classDiagram
  class Future~T~ {
    -state: str
    +result() T
  }
  Future <|-- Task
  Loop \"1\" o-- \"many\" Task : schedules
";

    fn drawn(source: &str) -> Diagram {
        match draw(source, "d1").expect("the renderer is built in") {
            Ok(diagram) => diagram,
            Err(DiagramError { line, message }) => panic!("line {line}: {message}"),
        }
    }

    #[track_caller]
    fn refused(source: &str, expect: Expect) {
        match draw(source, "d1").expect("the renderer is built in") {
            Ok(_) => panic!("this was drawn"),
            Err(error) => expect.assert_eq(&format!("{}: {}", error.line, error.message)),
        }
    }

    fn elements(svg: &str) -> Vec<BytesStart<'static>> {
        let mut reader = Reader::from_str(svg);
        reader.config_mut().check_end_names = true;
        let mut elements = Vec::new();
        loop {
            match reader.read_event().expect("the drawing is well-formed XML") {
                Event::Start(element) | Event::Empty(element) => {
                    elements.push(element.into_owned());
                }
                Event::Eof => return elements,
                _ => {}
            }
        }
    }

    /// Fails on anything a strict content security policy or a page with two
    /// drawings would trip over.
    #[track_caller]
    fn check_clean(svg: &str) {
        let allowed: BTreeSet<&str> = [
            "svg", "title", "desc", "g", "path", "rect", "circle", "text", "tspan", "a",
        ]
        .into();
        for element in elements(svg) {
            let name = element.name();
            let name: &str = name.as_ref();
            assert!(allowed.contains(name), "<{name}>");
            for attribute in element.attributes() {
                let attribute = attribute.expect("no attribute is written twice");
                let key: &str = attribute.key.as_ref();
                let value: &str = attribute.value.as_ref();
                assert!(key != "style" && !key.starts_with("on"), "{key}");
                assert!(key != "id" || value.starts_with("d1-"), "{value}");
                assert!(
                    !value.contains("url(") && !value.contains("NaN"),
                    "{key}={value}"
                );
                assert!(key != "href" || !value.starts_with("javascript"), "{value}");
            }
        }
    }

    #[test]
    fn every_kind_is_clean_and_the_same_each_time() {
        for source in [LOOP, SEQUENCE, STATES, CLASSES] {
            let first = drawn(source);
            check_clean(&first.svg);
            assert_eq!(first, drawn(source));
        }
    }

    #[test]
    fn a_chart_of_nine_nodes_is_lean() {
        let svg = drawn(LOOP).svg;
        assert!(svg.len() < 4_000, "{} bytes", svg.len());
    }

    #[test]
    fn a_small_chart_in_full() {
        let expected = expect![[r#"
            <svg width="239" height="56" viewBox="0 0 239 56" font-size="14" text-anchor="middle">
            <g fill="none" stroke="currentColor">
            <path class="d-edge" d="M66 28L119 28L165 28"/>
            <path class="d-arrow" d="M172 28 162 32.5 162 23.5Z" fill="currentColor"/>
            <rect class="d-node" x="8" y="8" width="58" height="40" rx="4"/>
            <rect class="d-node" x="172" y="8" width="59" height="40" rx="12"/>
            </g>
            <g fill="currentColor">
            <text class="d-label" x="119" y="33">a &amp; b</text>
            <text class="d-text" x="37" y="33">One</text>
            <text class="d-text" x="201.5" y="33">Two</text>
            </g>
            </svg>"#]];
        expected.assert_eq(
            &drawn("flowchart LR\nA[One] -->|\"a & b\"| B(Two)")
                .svg
                .replace("><", ">\n<"),
        );
    }

    #[test]
    fn the_edges_are_told_in_words() {
        let words = |source| drawn(source).edges.join("\n");
        expect![[r#"
            ● → Pending
            Pending → Running: scheduled
            Running → Pending: awaits
            ● → Step
            Running → ◉
            Pending: waits its turn"#]]
        .assert_eq(&words(STATES));
        expect![[r#"
            Task → Future<T>: extends
            Loop → Task: schedules"#]]
        .assert_eq(&words(CLASSES));
        expect![[r#"
            Reader → Loop: run(main())
            Loop: one thread
            loop every tick
            Loop → Loop: poll
            alt done
            Loop → Reader: value
            else failed
            Loop → Reader: exception"#]]
        .assert_eq(&words(SEQUENCE));
        assert_eq!(
            drawn(LOOP).edges[1],
            "Look at the ready queue → Take the first: A task"
        );
    }

    #[test]
    fn colours_of_the_author_bring_readable_text() {
        let svg =
            drawn("flowchart TD\nA --> B\nstyle A fill:#e3f2fd,color:#eee\nstyle B fill:#1a237e")
                .svg;
        assert!(
            svg.contains("fill=\"#e3f2fd\"") && svg.contains("fill=\"#000000\">A<"),
            "{svg}"
        );
        assert!(svg.contains("fill=\"#ffffff\">B<"), "{svg}");
    }

    #[test]
    fn titles_name_the_drawing_and_directives_do_nothing() {
        let named = "---\ntitle: From the top\n---\n%%{init: {\"theme\": \"dark\"}}%%\n\
                     flowchart TD\naccDescr: Two & more\nA --> B";
        let diagram = drawn(named);
        assert_eq!(diagram.title.as_deref(), Some("From the top"));
        assert_eq!(diagram.description.as_deref(), Some("Two & more"));
        let head = "role=\"img\" aria-labelledby=\"d1-t d1-d\"><title id=\"d1-t\">From the top</title>\
                    <desc id=\"d1-d\">Two &amp; more</desc>";
        assert!(diagram.svg.contains(head), "{}", diagram.svg);
        let body = |svg: &str| svg[svg.find("<g ").expect("a drawing has layers")..].to_owned();
        assert_eq!(
            body(&diagram.svg),
            body(&drawn("flowchart TD\nA --> B").svg)
        );
    }

    #[test]
    fn nothing_an_author_writes_becomes_markup() {
        let diagram = drawn(
            "flowchart TD\n\
             A[\"<img src=x onerror=alert(1)>one</text></svg><script>alert(2)</script>\"] \
             -->|\"<b onclick=alert(3)>two\"| B[\"x\"]\n\
             style A fill:url(javascript:alert(4)),stroke:expression(alert(5))\n\
             click A \"javascript:alert(6)\"\nclick B \"https://example.org/?a=1&b=\\\"\"",
        );
        check_clean(&diagram.svg);
        assert!(!diagram.svg.contains("javascript"), "{}", diagram.svg);
    }

    #[test]
    fn links_that_are_safe_are_kept() {
        let svg =
            drawn("flowchart TD\naccTitle: Steps\nA --> B\nclick A \"https://example.org/\"").svg;
        assert!(
            svg.contains("<a href=\"https://example.org/\" rel=\"nofollow noopener\">"),
            "{svg}"
        );
        assert!(
            svg.contains("role=\"group\""),
            "an image would hide its links: {svg}"
        );
    }

    #[test]
    fn an_error_names_the_line_of_its_statement() {
        refused(
            "\n\n%% about\nflowchart TD\n  A --> B\n\n  A[x --> C\n  C --> D\n",
            expect!["7: unterminated node label (missing `]`)"],
        );
        refused(
            "---\ntitle: x\n---\r\nstateDiagram-v2\r\n  A --> B\r\n  A -- B\r\n  B --> C\r\n",
            expect!["6: unexpected character '-'"],
        );
        refused(
            "sequenceDiagram\n  A->>B: x\n  loop y\n  A->>B: z\n\n\n",
            expect!["4: unexpected end of input"],
        );
        refused(
            "flowchart TD\n  A --> B\n  B@{shape: blob}\n  B --> C\n",
            expect!["3: no such shape: blob"],
        );
    }

    #[test]
    fn a_source_of_no_known_kind_says_what_to_write() {
        refused(
            "%% x\nflowchrt TD\nA --> B",
            expect!["2: no known kind of diagram; did you mean `flowchart`?"],
        );
        refused(
            "\nhello\n",
            expect![
                "2: no known kind of diagram; begin with one of `flowchart`, `graph`, `sequenceDiagram`, `stateDiagram-v2`, `classDiagram`"
            ],
        );
        refused(
            "pie\n \"a\": 1\n",
            expect![
                "1: diagrams of kind `pie` are not drawn; begin with one of `flowchart`, `graph`, `sequenceDiagram`, `stateDiagram-v2`, `classDiagram`"
            ],
        );
    }

    #[test]
    fn empty_sources_are_refused() {
        for source in ["", " \n%% only a remark\n", "%%{init: {}}%%\n"] {
            refused(source, expect!["1: the diagram is empty"]);
        }
        for source in ["flowchart TD\n", "sequenceDiagram\n", "classDiagram\n"] {
            refused(source, expect!["1: the diagram is empty"]);
        }
    }

    #[test]
    fn huge_sources_are_refused() {
        refused(
            &"x".repeat(100_001),
            expect!["1: the diagram is longer than 100000 bytes"],
        );
        let chain: String = (0..600)
            .map(|at| format!("a{at} --> a{}\n", at + 1))
            .collect();
        refused(
            &format!("flowchart TD\n{chain}"),
            expect!["1: the diagram has 601 nodes, more than 500"],
        );
    }

    #[test]
    fn odd_graphs_are_drawn_without_a_fall() {
        for source in [
            "flowchart TD\nA --> A\nsubgraph s\nA\nend\ns --> A\ns --> s",
            "flowchart TD\nsubgraph a\nsubgraph b\nx\nend\nend\nx --> y\na --> y\nb --> x",
            "flowchart RL\nA -->|again| A\nA -->|and again| A\nA ~~~ B",
            "flowchart TD\nsubgraph empty\nend\nA --> empty",
            "flowchart BT\nA[\" \"] --> B{{\"\"}}",
            "sequenceDiagram\nNote left of A: x\nactivate A\nA->>A: y",
            "sequenceDiagram\nloop x\nend\nA->>B: y",
            "classDiagram\nclass A\nnote \"alone\"",
        ] {
            check_clean(&drawn(source).svg);
        }
    }

    #[test]
    fn the_drawing_starts_where_its_author_starts() {
        let svg = drawn(STATES).svg;
        let height = |text: &str| {
            let before = &svg[..svg.find(text).expect("the label is drawn")];
            let y = before
                .rsplit(" y=\"")
                .next()
                .and_then(|rest| rest.split('"').next());
            y.and_then(|y| y.parse::<f64>().ok())
                .expect("a label has a place")
        };
        assert!(height(">Pending<") < height(">Step<"));
    }
}
