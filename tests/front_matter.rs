//! The keys between the two `---`: what each means, its default, and what it refuses.

use expect_test::expect;

use crate::support::{TestSite, facts, files, map, outline, page};

// Every key of a page.

#[test]
fn a_title_is_all_a_page_needs() {
    facts(
        "---\ntitle: GIL\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
    "#]],
    );
}

#[test]
fn a_title_may_look_like_a_number_or_a_boolean() {
    facts(
        "---\ntitle: 2026\nsubtopic: true\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: 2026
          label: true
          description: A lock.
    "#]],
    );
}

#[test]
fn a_title_must_not_be_empty() {
    facts(
        "---\ntitle: \"\"\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[wrong-type] content/page.md:2:8 `title` must be text
    "#]],
    );
    facts(
        "---\ntitle:\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[wrong-type] content/page.md:2:1 `title` must be text
    "#]],
    );
}

#[test]
fn quotes_and_block_scalars_are_read() {
    facts(
        r#"
        ---
        title: "asyncio: \"the loop\""
        subtopic: 'It''s'
        description: >
          One line
          and another.
        ---
        A lock.
        "#,
        expect![[r#"
            page.html
              title: asyncio: "the loop"
              label: It's
              description: One line and another.

        "#]],
    );
}

#[test]
fn a_subtopic_is_the_name_among_siblings() {
    map(
        "
        //- content/gil.md
        ---
        title: The global interpreter lock
        subtopic: GIL
        ---
        A lock.
        ",
        expect![[r#"
            index.html: Home
              gil.html: GIL
                Home | siblings GIL | - < > -
        "#]],
    );
}

#[test]
fn a_page_is_a_qa_page_unless_its_kind_says_article() {
    facts(
        "---\ntitle: GIL\nkind: article\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          article page: yes
          description: A lock.
    "#]],
    );
    facts(
        "---\ntitle: GIL\nkind: qa\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
    "#]],
    );
    facts(
        "---\ntitle: GIL\nkind: Article\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[unknown-value] content/page.md:3:7 unknown value `Article` of `kind`
    "#]],
    );
}

#[test]
fn a_difficulty_is_the_default_of_the_questions() {
    outline(
        "
        ---
        title: GIL
        difficulty: hard
        ---
        ## What is it?
        <!-- id: what -->

        A lock.

        ## Who knows it?
        <!-- id: who, difficulty: easy -->

        Everyone.
        ",
        expect![[r#"
            page.html
              1 #what open: What is it?
                also: #what-is-it
                difficulty: hard
                answer: p(A lock.)
              2 #who open: Who knows it?
                also: #who-knows-it
                difficulty: easy
                answer: p(Everyone.)
        "#]],
    );
}

#[test]
fn a_difficulty_is_one_of_the_scale_of_the_site() {
    facts(
        r#"
        //- hotseat.toml
        title = "Guide"
        difficulties = ["junior", "senior"]
        //- content/gil.md
        ---
        title: GIL
        difficulty: senior
        ---
        A lock.
        //- content/loop.md
        ---
        title: Loop
        difficulty: easy
        ---
        A queue.
        "#,
        expect![[r#"
            gil.html
              title: GIL
              difficulty: senior
              description: A lock.
            loop.html
              title: Loop
              description: A queue.
            error[unknown-difficulty] content/loop.md:3:13 unknown difficulty `easy`
        "#]],
    );
}

#[test]
fn framework_and_topic_override_the_names_of_the_folders() {
    facts(
        "
        //- content/python/_index.md
        ---
        title: Python
        ---
        //- content/python/concurrency/_index.md
        ---
        title: Concurrency
        ---
        //- content/python/concurrency/gil.md
        ---
        title: GIL
        framework: CPython
        topic: Threads
        ---
        A lock.
        ",
        expect![[r#"
            python/concurrency/gil.html
              title: GIL
              track: CPython
              topic: Threads
              description: A lock.
        "#]],
    );
}

#[test]
fn an_order_is_a_whole_number() {
    facts(
        "---\ntitle: GIL\norder: -1\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          order: -1
          description: A lock.
    "#]],
    );
    facts(
        "---\ntitle: GIL\norder: first\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[wrong-type] content/page.md:3:8 `order` must be a whole number
    "#]],
    );
    facts(
        "---\ntitle: GIL\norder: 1.5\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[wrong-type] content/page.md:3:8 `order` must be a whole number
    "#]],
    );
    facts(
        "---\ntitle: GIL\norder: \"1\"\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[wrong-type] content/page.md:3:8 `order` must be a whole number
    "#]],
    );
}

#[test]
fn tags_and_authors_are_lists() {
    facts(
        "
        ---
        title: GIL
        tags: [lock, C++, 3.13]
        authors:
          - Ada
          - Grace
        ---
        A lock.
        ",
        expect![[r#"
            page.html
              title: GIL
              tags: lock, C++, 3.13
              authors: Ada, Grace
              description: A lock.
        "#]],
    );
    facts(
        "---\ntitle: GIL\ntags: {a: b}\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[wrong-type] content/page.md:3:7 `tags` must be a list
    "#]],
    );
    facts(
        "---\ntitle: GIL\nauthors: Ada\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[wrong-type] content/page.md:3:10 `authors` must be a list
    "#]],
    );
    facts(
        "---\ntitle: GIL\ntags: [[lock], lock]\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          tags: lock
          description: A lock.
        error[wrong-type] content/page.md:3:8 `tags` must be text
    "#]],
    );
}

#[test]
fn a_description_is_the_first_paragraph_unless_written() {
    facts(
        "---\ntitle: GIL\n---\nA *lock* in `CPython`.\n\nMore.\n",
        expect![[r#"
            page.html
              title: GIL
              description: A lock in CPython.
        "#]],
    );
    facts(
        "---\ntitle: GIL\ndescription: One lock.\n---\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
              description: One lock.
        "#]],
    );
    facts(
        "---\ntitle: GIL\n---\n## What is it?\n<!-- id: a -->\n\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
        "#]],
    );
}

#[test]
fn an_seo_description_may_stand_beside_an_empty_description() {
    facts(
        "---\ntitle: GIL\ndescription: \"\"\nseoDescription: For machines.\n---\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
              meta description: For machines.
        "#]],
    );
    facts(
        "---\ntitle: GIL\ndescription:\nseoDescription: For machines.\n---\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
              meta description: For machines.
        "#]],
    );
}

#[test]
fn updated_is_a_day_of_the_calendar() {
    facts(
        "---\ntitle: GIL\nupdated: 2026-02-28\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
          updated: 2026-02-28
    "#]],
    );
    facts(
        "---\ntitle: GIL\nupdated: 28.02.2026\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[invalid-date] content/page.md:3:10 `28.02.2026` is not a date
    "#]],
    );
    facts(
        "---\ntitle: GIL\nupdated: 2026-02-28T10:00:00Z\n---\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
              description: A lock.
            error[invalid-date] content/page.md:3:10 `2026-02-28T10:00:00Z` is not a date
        "#]],
    );
}

#[test]
fn related_pages_and_questions_are_checked_and_linked_back() {
    facts(
        "
        //- content/gil.md
        ---
        title: GIL
        related: [python/loop.md, python/loop.md#why, gone.md]
        ---
        A lock.
        //- content/python/_index.md
        ---
        title: Python
        ---
        //- content/python/loop.md
        ---
        title: Loop
        related:
          - ../gil.md#nothing
        ---
        ## Why?
        <!-- id: why -->

        A queue.
        ",
        expect![[r#"
            gil.html
              title: GIL
              description: A lock.
              related: python/loop.html, python/loop.html#why, nowhere
              linked back: python/loop.html
            python/loop.html
              title: Loop
              related: gil.html
              linked back: gil.html
            error[broken-link] content/gil.md:3:47 broken link to `gone.md`
            error[broken-anchor] content/python/loop.md:4:14 broken anchor `#nothing` in `gil.md`
        "#]],
    );
}

#[test]
fn an_article_is_checked_and_linked_back() {
    facts(
        "
        //- content/gil.md
        ---
        title: GIL
        article: long.md
        ---
        A lock.
        //- content/long.md
        ---
        title: The long read
        kind: article
        ---
        A lock.
        ",
        expect![[r#"
            gil.html
              title: GIL
              description: A lock.
              article: long.html
            long.html
              title: The long read
              article page: yes
              description: A lock.
              linked back: gil.html
        "#]],
    );
    facts(
        "---\ntitle: GIL\narticle: gone.md\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
          article: nowhere
        error[broken-link] content/page.md:3:10 broken link to `gone.md`
    "#]],
    );
}

#[test]
fn a_discussion_is_an_address() {
    facts(
        "---\ntitle: GIL\ndiscussion: https://example.org/1\n---\nA lock.\n",
        expect![[r#"
            page.html
              title: GIL
              description: A lock.
              discussion: https://example.org/1
        "#]],
    );
}

#[test]
fn needs_is_the_default_of_the_questions() {
    outline(
        "
        ---
        title: GIL
        needs: python>=3.11
        ---
        ## What is it?
        <!-- id: what -->

        A lock.

        ## What is Send?
        <!-- id: send, needs: rust>=1.85 -->

        A trait.
        ",
        expect![[r#"
            page.html
              1 #what open: What is it?
                also: #what-is-it
                needs: Python 3.11+
                answer: p(A lock.)
              2 #send open: What is Send?
                also: #what-is-send
                needs: Rust 1.85+
                answer: p(A trait.)
        "#]],
    );
    facts(
        "---\ntitle: GIL\nneeds: python>3.11\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[invalid-needs] content/page.md:3:8 `needs` is `python>3.11`
    "#]],
    );
    facts(
        "---\ntitle: GIL\nneeds: perl>=5\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[invalid-needs] content/page.md:3:8 `needs` is `perl>=5`
    "#]],
    );
    facts(
        "---\ntitle: GIL\nneeds: python>=3.x\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[invalid-needs] content/page.md:3:8 `needs` is `python>=3.x`
    "#]],
    );
}

#[test]
fn aliases_lead_to_the_page() {
    map(
        "
        //- content/gil.md
        ---
        title: GIL
        aliases: [old/lock, lock.html, /python/gil.md]
        ---
        A lock.
        ",
        expect![[r#"
            index.html: Home
              gil.html: GIL
                Home | siblings GIL | - < > -
            redirect lock.html -> gil.html
            redirect old/lock.html -> gil.html
            redirect python/gil.html -> gil.html
        "#]],
    );
}

#[test]
fn an_alias_must_be_an_address_that_nobody_else_has() {
    map(
        "
        //- content/gil.md
        ---
        title: GIL
        aliases: [loop, search/lock, '???', ../../etc/passwd]
        ---
        A lock.
        //- content/loop.md
        ---
        title: Loop
        ---
        A queue.
        ",
        expect![[r#"
            index.html: Home
              gil.html: GIL
                Home | siblings GIL, Loop | - < > Loop
              loop.html: Loop
                Home | siblings GIL, Loop | GIL < > -
            redirect loop.html -> gil.html
            redirect search/lock.html -> gil.html
            error[duplicate-url] content/gil.md:3:11 two sources for the address `loop.html`
            error[duplicate-url] content/gil.md:3:17 the address `search/lock.html` is the generator's own
            error[invalid-slug] content/gil.md:3:30 the alias `???` is no address
            error[invalid-slug] content/gil.md:3:37 the alias `../../etc/passwd` is no address
        "#]],
    );
}

#[test]
fn a_slug_replaces_the_name_of_the_file() {
    map(
        "---\ntitle: GIL\nslug: the-lock\n---\nA lock.\n",
        expect![[r#"
        index.html: Home
          the-lock.html: GIL
            Home | siblings GIL | - < > -
    "#]],
    );
    map(
        "---\ntitle: GIL\nslug: The Lock\n---\nA lock.\n",
        expect![[r#"
        index.html: Home
          page.html: GIL
            Home | siblings GIL | - < > -
        error[invalid-slug] content/page.md:3:7 `slug` is `The Lock`
    "#]],
    );
    map(
        "---\ntitle: GIL\nslug: a/b\n---\nA lock.\n",
        expect![[r#"
        index.html: Home
          page.html: GIL
            Home | siblings GIL | - < > -
        error[invalid-slug] content/page.md:3:7 `slug` is `a/b`
    "#]],
    );
}

#[test]
fn a_page_outside_the_navigation_is_no_sibling() {
    map(
        "
        //- content/a.md
        ---
        title: A
        ---
        Text.
        //- content/b.md
        ---
        title: B
        navigation: false
        ---
        Text.
        //- content/c.md
        ---
        title: C
        navigation: true
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              a.html: A
                Home | siblings A, C | - < > C
              c.html: C
                Home | siblings A, C | A < > -
              b.html: B (hidden)
                Home | siblings A, C | - < > -
        "#]],
    );
    facts(
        "---\ntitle: A\nnavigation: no\n---\nText.\n",
        expect![[r#"
        page.html
          title: A
          description: Text.
        error[wrong-type] content/page.md:3:13 `navigation` must be true or false
    "#]],
    );
    facts(
        "---\ntitle: A\nnavigation: 0\n---\nText.\n",
        expect![[r#"
        page.html
          title: A
          description: Text.
        error[wrong-type] content/page.md:3:13 `navigation` must be true or false
    "#]],
    );
}

#[test]
fn mathematics_is_opt_in() {
    outline(
        "---\ntitle: A\n---\nIt costs $5 or $6.\n",
        expect![[r#"
        page.html
          p(It costs $5 or $6.)
    "#]],
    );
    outline(
        "---\ntitle: A\nmath: true\n---\nIt is $x$.\n\n$$\ny\n$$\n",
        expect![[r#"
        page.html
          p(It is math(x).)
          math("y")
    "#]],
    );
    outline(
        "
        //- hotseat.toml
        title = \"Guide\"
        math = true
        //- content/a.md
        ---
        title: A
        ---
        It is $x$.
        //- content/b.md
        ---
        title: B
        math: false
        ---
        It is $x$.
        ",
        expect![[r#"
            a.html
              p(It is math(x).)
            b.html
              p(It is $x$.)
        "#]],
    );
}

// The keys of a folder.

#[test]
fn a_folder_knows_keys_of_its_own() {
    map(
        "
        //- content/python/_index.md
        ---
        title: Python
        description: The language.
        order: 1
        tags: [python]
        aliases: [snake]
        draft: false
        navigation: true
        ---
        All about Python.
        ",
        expect![[r#"
            index.html: Home
              python/index.html: Python
            redirect snake.html -> python/index.html
        "#]],
    );
}

#[test]
fn a_folder_refuses_the_keys_of_a_page() {
    map(
        "
        //- content/python/_index.md
        ---
        title: Python
        subtopic: Py
        kind: article
        math: true
        questions: []
        ---
        ",
        expect![[r#"
            index.html: Home
              python/index.html: Python
            error[unknown-key] content/python/_index.md:3:1 unknown key `subtopic`
            error[unknown-key] content/python/_index.md:4:1 unknown key `kind`
            error[unknown-key] content/python/_index.md:5:1 unknown key `math`
            error[unknown-key] content/python/_index.md:6:1 unknown key `questions`
        "#]],
    );
}

#[test]
fn a_folder_needs_a_title() {
    map(
        "//- content/python/_index.md\n---\norder: 1\n---\n",
        expect![[r#"
        index.html: Home
          python/index.html: 
        error[missing-key] content/python/_index.md:1:1 missing key `title`
    "#]],
    );
}

// What is wrong with keys.

#[test]
fn every_slip_of_a_file_is_reported_in_one_run() {
    facts(
        r#"
        ---
        titel: GIL
        subtopic: "open
        order: 1
        order: 2
        difficulty: hrad
        tags: lock
        updated: today
        draft: maybe
        description: a: b
        ---
        A lock.
        "#,
        expect![[r#"
            page.html
              order: 1
              description: A lock.
            error[missing-key] content/page.md:1:1 missing key `title`
            error[unknown-key] content/page.md:2:1 unknown key `titel`
            error[unclosed-quote] content/page.md:3:11 the quote of `subtopic` is never closed
            error[duplicate-key] content/page.md:5:1 duplicate key `order`
            error[unknown-difficulty] content/page.md:6:13 unknown difficulty `hrad`
            error[wrong-type] content/page.md:7:7 `tags` must be a list
            error[invalid-date] content/page.md:8:10 `today` is not a date
            error[wrong-type] content/page.md:9:8 `draft` must be true or false
            error[unquoted-colon] content/page.md:10:15 a colon in the value of `description`
        "#]],
    );
}

#[test]
fn a_value_that_cannot_be_read_is_reported_once() {
    facts(
        "---\ntitle: GIL\ndifficulty: \"easy\nupdated: 'now\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[unclosed-quote] content/page.md:3:13 the quote of `difficulty` is never closed
        error[unclosed-quote] content/page.md:4:10 the quote of `updated` is never closed
    "#]],
    );
    facts(
        "---\ntitle: \"GIL\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[unclosed-quote] content/page.md:2:8 the quote of `title` is never closed
    "#]],
    );
    facts(
        "---\ntitle: GIL\ntags: [a, b\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[yaml-syntax] content/page.md:3:7 the list of `tags` is never closed
    "#]],
    );
}

#[test]
fn front_matter_that_cannot_be_read_lacks_no_keys() {
    facts(
        "---\nGIL\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[missing-key] content/page.md:1:1 missing key `title`
        error[yaml-syntax] content/page.md:2:1 a line without a key
    "#]],
    );
    facts(
        "---\n- title: GIL\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[yaml-syntax] content/page.md:2:1 not valid YAML: expected keys and values
    "#]],
    );
    facts(
        "---\ntitle: GIL\nThe lock\norder: x\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[yaml-syntax] content/page.md:3:1 a line without a key
        error[wrong-type] content/page.md:4:8 `order` must be a whole number
    "#]],
    );
}

#[test]
fn empty_front_matter_lacks_a_title() {
    facts(
        "---\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[missing-key] content/page.md:1:1 missing key `title`
    "#]],
    );
    facts(
        "---\n# nothing\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[missing-key] content/page.md:1:1 missing key `title`
    "#]],
    );
}

#[test]
fn anchors_and_aliases_of_yaml_are_refused() {
    facts(
        "---\ntitle: &t GIL\nsubtopic: *t\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[yaml-syntax] content/page.md:2:8 the value of `title` begins with `&`, which is special in YAML
        error[yaml-syntax] content/page.md:3:11 the value of `subtopic` begins with `*`, which is special in YAML
    "#]],
    );
    facts(
        "---\ntitle: GIL\ntags: [[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]\n---\nA lock.\n",
        expect![[r#"
        page.html
          description: A lock.
        error[yaml-syntax] content/page.md:3:23 not valid YAML: nested too deeply
    "#]],
    );
}

#[test]
fn a_hash_cuts_off_text_but_not_numbers_or_quoted_text() {
    facts(
        "
        ---
        title: \"C\" # not lost
        order: 1 # not lost
        subtopic: C # lost
        tags: [a, b] # not lost
        ---
        A lock.
        ",
        expect![[r#"
            page.html
              title: C
              order: 1
              tags: a, b
              description: A lock.
            error[unquoted-hash] content/page.md:4:13 the text of `subtopic` is cut off at ` #`
        "#]],
    );
}

#[test]
fn questions_in_front_matter_are_refused_whatever_they_hold() {
    facts(
        "---\ntitle: GIL\nquestions:\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: GIL
          description: A lock.
        error[questions-in-front-matter] content/page.md:3:1 questions in front matter
    "#]],
    );
}

// Where the front matter ends.

#[test]
fn a_rule_in_the_body_is_no_front_matter() {
    outline(
        "
        ---
        title: GIL
        ---
        Text.

        ---
        title: no
        ---

        More.
        ",
        expect![[r#"
            page.html
              p(Text.)
              rule
              1 #title-no open: title: no
                id: from the heading
                answer: p(More.)
        "#]],
    );
}

#[test]
fn three_dots_end_it_as_well() {
    outline(
        "---\ntitle: GIL\n...\nText.\n",
        expect![[r#"
        page.html
          p(Text.)
    "#]],
    );
}

#[test]
fn carriage_returns_and_a_byte_order_mark_are_accepted() {
    outline(
        "\u{feff}---\r\ntitle: GIL\r\n---\r\n## What?\r\n<!-- id: what -->\r\n\r\nA lock.\r\n",
        expect![[r#"
            page.html
              1 #what open: What?
                answer: p(A lock.)
        "#]],
    );
    outline(
        "\u{feff}---\r\ntitel: GIL\r\n---\r\nText.\r\n",
        expect![[r#"
        page.html
          p(Text.)
        error[missing-key] content/page.md:1:1 missing key `title`
        error[unknown-key] content/page.md:2:1 unknown key `titel`
    "#]],
    );
}

#[test]
fn an_empty_file_has_no_front_matter() {
    outline(
        "//- content/page.md\n",
        expect![[r#"
        page.html
        error[missing-front-matter] content/page.md:1:1 no front matter
    "#]],
    );
    outline(
        "---",
        expect![[r#"
        page.html
          rule
        error[unclosed-front-matter] content/page.md:1:1 the front matter never ends
    "#]],
    );
}

#[test]
fn columns_count_characters() {
    facts(
        "---\ntitle: ÄÖ\ntags: [日本, [é]]\n---\nA lock.\n",
        expect![[r#"
        page.html
          title: ÄÖ
          tags: 日本
          description: A lock.
        error[wrong-type] content/page.md:3:12 `tags` must be text
    "#]],
    );
}

// Drafts.

#[test]
fn a_draft_is_built_on_demand() {
    let draft = "---\ntitle: GIL\ndraft: true\n---\nA lock.\n";
    map(
        draft,
        expect![[r#"
        index.html: Home
    "#]],
    );
    crate::support::map_with_drafts(
        draft,
        expect![[r#"
        index.html: Home
          page.html: GIL
            Home | siblings GIL | - < > -
    "#]],
    );
}

#[test]
fn a_draft_question_is_left_out_and_a_link_to_it_is_text() {
    let fixture = page(
        "
        See [the lock](#gil).

        ## What is it?
        <!-- id: gil, draft: true -->

        A lock.

        ## What is a loop?
        <!-- id: loop -->

        A queue.
        ",
    );
    outline(
        &fixture,
        expect![[r#"
        page.html
          p(See [the lock](nowhere).)
          1 #loop open: What is a loop?
            also: #what-is-a-loop
            answer: p(A queue.)
        warning[draft-link] content/page.md:4:16 link to the draft `gil`
    "#]],
    );
    crate::support::outline_with_drafts(
        &fixture,
        expect![[r#"
        page.html
          p(See [the lock](#gil).)
          1 #gil open: What is it?
            also: #what-is-it
            answer: p(A lock.)
          2 #loop open: What is a loop?
            also: #what-is-a-loop
            answer: p(A queue.)
    "#]],
    );
}

// The date of the last commit.

#[test]
fn updated_falls_back_to_the_last_commit_and_is_absent_outside_of_git() {
    let site = TestSite::new("---\ntitle: GIL\n---\nA lock.\n");
    let dates = || {
        let (inputs, _) =
            hotseat::discover::discover(&site.path(""), &hotseat::discover::Overrides::default())
                .unwrap();
        let date = |document: &hotseat::discover::Document| {
            document.committed.map(|date| date.to_string())
        };
        inputs.documents.iter().map(date).collect::<Vec<_>>()
    };
    assert_eq!(dates(), [None, None]);
    for arguments in [
        &["init", "-q"][..],
        &["add", "content"],
        &["commit", "-qm", "one"],
    ] {
        site.git(arguments);
    }
    let day = || Some("2001-02-03".to_owned());
    assert_eq!(dates(), [day(), day()]);
    site.write("content/page.md", "---\ntitle: GIL\n---\nA big lock.\n");
    assert_eq!(dates(), [day(), None]);
}

#[test]
fn a_fixture_gets_settings_and_a_home_page() {
    let paths: Vec<String> = files("").into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["content/_index.md", "hotseat.toml"]);
}
