//! Callouts, diagrams, mathematics, HTML, and the Markdown a page may use.

use expect_test::expect;

use crate::support::{outline, page};

// Callouts.

#[test]
fn the_five_kinds_of_alert_are_callouts() {
    outline(
        &page(
            "
            > [!NOTE]
            > A.

            > [!TIP]
            > B.

            > [!IMPORTANT]
            > C.

            > [!WARNING]
            > D.

            > [!CAUTION]
            > E.

            > [!note]
            > F.
            ",
        ),
        expect![[r#"
            page.html
              note(p(A.))
              tip(p(B.))
              important(p(C.))
              warning(p(D.))
              caution(p(E.))
              note(p(F.))
        "#]],
    );
}

#[test]
fn other_quotes_are_quotes() {
    outline(
        &page(
            "
            > Plain.

            > [!HINT]
            > Not one of GitHub's.

            > [!NOTE] with text behind it
            ",
        ),
        expect![[r#"
            page.html
              quote(p(Plain.))
              quote(p([!HINT] Not one of GitHub's.))
              quote(p([!NOTE] with text behind it))
        "#]],
    );
}

#[test]
fn a_bold_lead_that_ends_in_a_colon_is_the_title() {
    outline(
        &page(
            "
            > [!NOTE]
            > **What to say:** Be brief.

            > [!NOTE]
            > **Colon behind**: Be brief.

            > [!NOTE]
            > **No colon** is no title.

            > [!NOTE]
            > **With `code`:**
            >
            > A second paragraph.
            ",
        ),
        expect![[r#"
            page.html
              note "What to say"(p(Be brief.))
              note "Colon behind"(p(Be brief.))
              note(p(**No colon** is no title.))
              note "With `code`"(p(A second paragraph.))
        "#]],
    );
}

#[test]
fn three_titles_have_looks_of_their_own() {
    outline(
        &page(
            "
            > [!TIP]
            > **Key point:** A.

            > [!WARNING]
            > **Interview trap:** What does it print?

            > [!NOTE]
            > **Rule of thumb:** B.

            > [!NOTE]
            > **Interview key point:** C.
            ",
        ),
        expect![[r#"
            page.html
              tip as key point "Key point"(p(A.))
              warning as trap "Interview trap"(p(What does it print?))
              note as rule of thumb "Rule of thumb"(p(B.))
              note as key point "Interview key point"(p(C.))
        "#]],
    );
}

#[test]
fn answer_hides_itself_and_what_follows() {
    outline(
        &page(
            "
            > [!WARNING]
            > **Interview trap:** What does it print?
            >
            > ```python
            > print(1)
            > ```
            >
            > **Answer:** One.
            >
            > And a newline.

            > [!NOTE]
            > **Answer:** Hidden at once.
            ",
        ),
        expect![[r#"
            page.html
              warning as trap "Interview trap"(p(What does it print?); sample python) hides(p(One.); p(And a newline.))
              note() hides(p(Hidden at once.))
        "#]],
    );
}

// Diagrams, mathematics, HTML.

#[test]
fn a_mermaid_fence_is_a_diagram() {
    outline(
        &page(
            "
            ```mermaid
            flowchart LR
              accTitle: The loop
              a --> b
            ```
            ",
        ),
        expect![[r#"
            page.html
              diagram("flowchart LR\n  accTitle: The loop\n  a --> b\n")
        "#]],
    );
}

#[test]
fn mathematics_is_inline_displayed_or_fenced() {
    outline(
        "
        ---
        title: Page
        math: true
        ---
        Inline $x^2$ and $$y$$ too.

        $$
        z
        $$

        ```math
        w
        ```
        ",
        expect![[r#"
            page.html
              p(Inline math(x^2) and math(y) too.)
              math("z")
              math("w")
        "#]],
    );
}

#[test]
fn html_is_kept_as_written_and_comments_are_dropped_from_text() {
    outline(
        &page(
            "
            Press <kbd>Ctrl</kbd> <!-- or not -->now.

            <details>
            <summary>More</summary>

            Text.

            </details>
            ",
        ),
        expect![[r#"
            page.html
              p(Press <kbd>Ctrl</kbd> now.)
              html("<details>\n<summary>More</summary>")
              p(Text.)
              html("</details>")
        "#]],
    );
}

// Markdown.

#[test]
fn tables_footnotes_strikethrough_and_task_lists_are_on() {
    outline(
        &page(
            "
            | a | b |
            |:--|--:|
            | 1 | ~~2~~ |

            Text.[^one]

            [^one]: A note.

            - [x] done
            - [ ] open

            3. three
            4. four

            ---
            ",
        ),
        expect![[r#"
            page.html
              table([Left, Right]: a, b | 1, ~~2~~)
              p(Text.[^one])
              footnote one(p(A note.))
              list([x] p(done) | [ ] p(open))
              list from 3(p(three) | p(four))
              rule
        "#]],
    );
}

#[test]
fn wikilinks_definition_lists_and_heading_attributes_are_off() {
    outline(
        &page(
            "
            [[gil]]

            Term
            : Definition

            ### Heading {#own}

            H~2~O and x^2^.
            ",
        ),
        expect![[r#"
            page.html
              p([[gil]])
              p(Term : Definition)
              h3#heading-own(Heading {#own})
              p(H~2~O and x^2^.)
        "#]],
    );
}

#[test]
fn bare_addresses_become_links_as_on_github() {
    outline(
        &page(
            "
            See https://example.org/a_(b), www.example.org. And `https://code`, <https://angle>,
            [https://text](https://target), (https://paren) xhttps://no.
            ",
        ),
        expect![[r#"
            page.html
              p(See [https://example.org/a_(b)](https://example.org/a_(b)), [www.example.org](http://www.example.org). And `https://code`, [https://angle](https://angle), [https://text](https://target), ([https://paren](https://paren)) xhttps://no.)
        "#]],
    );
}

#[test]
fn headings_in_text_get_anchors() {
    outline(
        &page(
            "
            ### One

            ### One

            > ### In a quote
            ",
        ),
        expect![[r#"
            page.html
              h3#one(One)
              h3#one-1(One)
              quote(h3#in-a-quote(In a quote))
        "#]],
    );
}
