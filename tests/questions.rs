//! Questions: which heading is one, what its comment says, what belongs to it.

use expect_test::expect;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::{TestSite, outline, page};

// Which heading is a question.

#[test]
fn on_a_qa_page_every_level_2_heading_is_a_question() {
    outline(
        &page(
            "
            An introduction.

            ## What is it?

            A lock.

            ### In detail

            More.

            ## Why is it there?

            For speed.
            ",
        ),
        expect![[r#"
            page.html
              p(An introduction.)
              1 #what-is-it open: What is it?
                id: from the heading
                answer: p(A lock.)
                answer: h3#in-detail(In detail)
                answer: p(More.)
              2 #why-is-it-there open: Why is it there?
                id: from the heading
                answer: p(For speed.)
        "#]],
    );
}

#[test]
fn headings_in_lists_and_quotes_are_no_questions() {
    outline(
        &page(
            "
            > ## Quoted

            - ## Listed

            ```text
            ## Fenced
            ```
            ",
        ),
        expect![[r#"
            page.html
              quote(h2#quoted(Quoted))
              list(h2#listed(Listed))
              sample text
        "#]],
    );
}

#[test]
fn underlined_headings_are_headings() {
    outline(
        &page(
            "
            What is it?
            -----------

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              1 #what-is-it open: What is it?
                id: from the heading
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn question_false_makes_an_ordinary_section() {
    outline(
        &page(
            "
            ## Before you start
            <!-- question: false -->

            Read this.

            ### Then this

            Text.

            ## What is it?

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              h2#before-you-start(Before you start)
              p(Read this.)
              h3#then-this(Then this)
              p(Text.)
              1 #what-is-it open: What is it?
                id: from the heading
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn on_an_article_only_a_heading_with_metadata_is_a_question() {
    outline(
        "
        ---
        title: Article
        kind: article
        ---
        ## A chapter

        Text.

        ### What is it?
        <!-- id: what -->

        A lock.

        #### In detail

        More.

        ### The next section

        Text.

        #### And this?
        <!-- id: this -->

        Yes.

        ##### Deeper

        Still the answer.

        ###### Too deep for a question
        <!-- id: deep -->

        ## The end

        Text.
        ",
        expect![[r#"
            page.html
              h2#a-chapter(A chapter)
              p(Text.)
              1 #what open: What is it?
                also: #what-is-it
                answer: p(A lock.)
                answer: h4#in-detail(In detail)
                answer: p(More.)
              h3#the-next-section(The next section)
              p(Text.)
              2 #this open: And this?
                also: #and-this
                answer: p(Yes.)
                answer: h5#deeper(Deeper)
                answer: p(Still the answer.)
                answer: h6#too-deep-for-a-question(Too deep for a question)
                answer: comment("id: deep")
              h2#the-end(The end)
              p(Text.)
            warning[misplaced-metadata] content/page.md:32:1 a question inside another question
        "#]],
    );
}

#[test]
fn a_heading_that_repeats_the_title_is_dropped() {
    outline(
        "
        ---
        title: What is the `GIL`?
        ---
        # What is the `GIL`?

        Text.
        ",
        expect![[r#"
            page.html
              p(Text.)
        "#]],
    );
    outline(
        "---\ntitle: GIL\n---\n# GIL\n\nText.\n",
        expect![[r#"
        page.html
          p(Text.)
    "#]],
    );
}

#[test]
fn a_title_below_a_question_ends_it_as_any_level_1_heading_does() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: what -->

            A lock.

            # Page

            Text.
            ",
        ),
        expect![[r#"
            page.html
              1 #what open: What is it?
                also: #what-is-it
                answer: p(A lock.)
              h1#page(Page)
              p(Text.)
            error[extra-heading] content/page.md:9:1 a level-1 heading besides the title
        "#]],
    );
    outline(
        "
        ---
        title: Page
        kind: article
        ---
        ## No question

        # Page

        ## What is it?
        <!-- id: what -->

        A lock.

        # Page

        Text.
        ",
        expect![[r#"
            page.html
              h2#no-question(No question)
              1 #what open: What is it?
                also: #what-is-it
                answer: p(A lock.)
              h1#page(Page)
              p(Text.)
        "#]],
    );
}

#[test]
fn another_level_1_heading_ends_a_question_and_is_an_error_on_a_qa_page() {
    let body = "
        ## What is it?
        <!-- id: what -->

        A lock.

        # Part two

        Text.
        ";
    outline(
        &page(body),
        expect![[r#"
            page.html
              1 #what open: What is it?
                also: #what-is-it
                answer: p(A lock.)
              h1#part-two(Part two)
              p(Text.)
            error[extra-heading] content/page.md:9:1 a level-1 heading besides the title
        "#]],
    );
    outline(
        "
        ---
        title: Article
        kind: article
        ---
        ## What is it?
        <!-- id: what -->

        A lock.

        # Part two

        Text.
        ",
        expect![[r#"
            page.html
              1 #what open: What is it?
                also: #what-is-it
                answer: p(A lock.)
              h1#part-two(Part two)
              p(Text.)
        "#]],
    );
}

// The comment.

#[test]
fn every_key_of_the_comment_is_read() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil, difficulty: hard, tags: [lock, \"C#\"], needs: python>=3.11, kind: output, aliases: [the-gil, lock], summary: \"One lock, one thread\", draft: false -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil output: What is it?
                also: #what-is-it
                difficulty: hard
                tags: lock, C#
                needs: Python 3.11+
                aliases: the-gil, lock
                summary: One lock, one thread
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn the_comment_may_span_lines_and_follow_a_blank_line() {
    outline(
        &page(
            "
            ## What is it?

            <!--
              id: gil,
              difficulty: hard
            -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                difficulty: hard
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn text_right_behind_the_comment_is_kept() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->
            A lock.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn other_comments_are_left_alone() {
    outline(
        &page(
            "
            ## What is it?
            <!-- prettier-ignore -->

            <!-- TODO: shorten -->

            A lock. <!-- aside: no -->
            ",
        ),
        expect![[r#"
            page.html
              1 #what-is-it open: What is it?
                id: from the heading
                answer: comment("prettier-ignore")
                answer: comment("TODO: shorten")
                answer: p(A lock. )
        "#]],
    );
}

#[test]
fn a_near_miss_of_a_key_is_an_error() {
    outline(
        &page(
            "
            ## What is it?
            <!-- dificulty: hard -->

            A lock.

            ## And this?
            <!-- Id: this -->

            A loop.
            ",
        ),
        expect![[r#"
            page.html
              1 #what-is-it open: What is it?
                id: from the heading
                answer: p(A lock.)
              2 #and-this open: And this?
                id: from the heading
                answer: p(A loop.)
            error[unknown-key] content/page.md:5:6 unknown key `dificulty`
            error[unknown-key] content/page.md:10:6 unknown key `Id`
        "#]],
    );
}

#[test]
fn values_of_the_comment_are_checked() {
    outline(
        &page(
            "
            ## One?
            <!-- id: One Two, difficulty: hrad, tags: lock -->

            A.

            ## Two?
            <!-- id: two, needs: python, kind: multiple, aliases: [A B] -->

            A.

            ## Three?
            <!-- id: three, draft: yes, question: 1, summary: -->

            A.

            ## Four?
            <!-- id: four, id: five -->

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                id: from the heading
                answer: p(A.)
              2 #two open: Two?
                answer: p(A.)
              3 #three open: Three?
                answer: p(A.)
              4 #four open: Four?
                answer: p(A.)
            error[invalid-slug] content/page.md:5:10 the id `One Two` cannot be used in a link
            error[unknown-difficulty] content/page.md:5:31 unknown difficulty `hrad`
            error[wrong-type] content/page.md:5:43 `tags` must be a list
            error[invalid-needs] content/page.md:10:22 `needs` is `python`
            error[unknown-value] content/page.md:10:36 unknown value `multiple` of `kind`
            error[invalid-slug] content/page.md:10:56 the alias `A B` cannot be used in a link
            error[wrong-type] content/page.md:15:1 `summary` must be text
            error[wrong-type] content/page.md:15:24 `draft` must be true or false
            error[wrong-type] content/page.md:15:39 `question` must be true or false
            error[duplicate-key] content/page.md:20:16 duplicate key `id`
        "#]],
    );
}

#[test]
fn a_comment_that_cannot_be_read_is_reported_once() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one, tags: [a -->

            A.

            ## Two?
            <!-- id: two, summary: \"open -->

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                id: from the heading
                answer: p(A.)
              2 #two open: Two?
                id: from the heading
                answer: p(A.)
            error[yaml-syntax] content/page.md:5:23 not valid YAML: while parsing a flow sequence, expected ',' or ']'
            error[yaml-syntax] content/page.md:10:24 not valid YAML: while scanning a quoted scalar, found unexpected end of stream
        "#]],
    );
}

#[test]
fn a_comment_may_be_indented_by_up_to_three_spaces() {
    outline(
        &page(
            "
            ## One?
             <!-- id: one, difficulty: eazy -->

            A.

            ## Two?
               <!-- id: two
              , difficulty: easy -->  behind

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                answer: p(A.)
              2 #two open: Two?
                difficulty: easy
                answer: html("behind")
                answer: p(A.)
            error[unknown-difficulty] content/page.md:5:28 unknown difficulty `eazy`
        "#]],
    );
}

#[test]
fn a_comment_that_is_never_closed_is_an_error() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one --

            A.

            ## Two?

            > <!-- a note

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                id: from the heading
                answer: html("<!-- id: one --\n\nA.\n\n## Two?\n\n> <!-- a note\n\nA.")
            error[unclosed-comment] content/page.md:5:1 this comment is never closed
        "#]],
    );
}

#[test]
fn the_keys_of_a_comment_are_separated_by_commas() {
    outline(
        &page(
            "
            ## One?
            <!--
            id: one
            difficulty: easy
            -->

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                id: from the heading
                answer: p(A.)
            error[yaml-syntax] content/page.md:7:11 not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
        "#]],
    );
}

#[test]
fn a_summary_with_a_comma_must_be_quoted() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one, summary: a lock, no more -->

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                summary: a lock
                answer: p(A.)
            error[unknown-key] content/page.md:5:32 unknown key `no more`
        "#]],
    );
}

#[test]
fn a_comment_that_belongs_to_no_question_is_reported() {
    outline(
        &page(
            "
            <!-- id: first -->

            ## One?

            Text.

            <!-- id: late -->

            ### Answer
            <!-- id: inside -->

            A.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                id: from the heading
                prompt: p(Text.)
                prompt: comment("id: late")
                answer: comment("id: inside")
                answer: p(A.)
            warning[misplaced-metadata] content/page.md:4:1 question metadata that is not behind a question's heading
            warning[misplaced-metadata] content/page.md:10:1 question metadata that is not behind a question's heading
            warning[misplaced-metadata] content/page.md:13:1 question metadata that is not behind a question's heading
        "#]],
    );
}

// Ids.

#[test]
fn an_id_follows_the_heading_unless_written() {
    outline(
        &page(
            "
            ## What is `C#`?

            A language.

            ## Was heißt „GIL“?

            Ein Schloss.

            ## ???

            Nothing.
            ",
        ),
        expect![[r#"
            page.html
              1 #what-is-c open: What is `C#`?
                id: from the heading
                answer: p(A language.)
              2 #was-heißt-gil open: Was heißt „GIL“?
                id: from the heading
                answer: p(Ein Schloss.)
              3 #section open: ???
                id: from the heading
                answer: p(Nothing.)
        "#]],
    );
}

#[test]
fn repeated_headings_are_numbered_and_written_ids_come_first() {
    outline(
        &page(
            "
            ## Why?

            A.

            ## Why?

            B.

            ## How?

            C.

            ### How?

            D.

            ## What?
            <!-- id: how -->

            E.

            ## Who?
            <!-- id: who-1 -->

            F.

            ## Who?

            G.
            ",
        ),
        expect![[r#"
            page.html
              1 #why open: Why?
                id: from the heading
                answer: p(A.)
              2 #why-1 open: Why?
                id: from the heading
                answer: p(B.)
              3 #how-1 open: How?
                id: from the heading
                answer: p(C.)
                answer: h3#how-2(How?)
                answer: p(D.)
              4 #how open: What?
                also: #what
                answer: p(E.)
              5 #who-1 open: Who?
                also: #who
                answer: p(F.)
              6 #who-2 open: Who?
                id: from the heading
                answer: p(G.)
        "#]],
    );
}

#[test]
fn the_slug_of_the_heading_stays_a_second_anchor() {
    outline(
        &page(
            "
            [By id](#gil), [by heading](#what-is-it), [by old id](#lock).

            ## What is it?
            <!-- id: gil, aliases: [lock] -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              p([By id](#gil), [by heading](#what-is-it), [by old id](#lock).)
              1 #gil open: What is it?
                also: #what-is-it
                aliases: lock
                answer: p(A lock.)
        "#]],
    );
}

#[test]
fn ids_and_aliases_are_unique_on_a_page() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one, aliases: [uno] -->

            A.

            ## Two?
            <!-- id: uno -->

            B.

            ## Three?
            <!-- id: three, aliases: [one] -->

            C.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                aliases: uno
                answer: p(A.)
              2 #uno open: Two?
                also: #two
                answer: p(B.)
              3 #three open: Three?
                aliases: one
                answer: p(C.)
            error[duplicate-id] content/page.md:10:10 the id `uno` is used twice
            error[duplicate-id] content/page.md:15:27 the id `one` is used twice
        "#]],
    );
}

#[test]
fn a_link_to_a_draft_by_any_of_its_anchors_is_text_and_a_warning() {
    outline(
        &page(
            "
            [By id](#gil), [by heading](#what-is-it), [by old id](#lock).

            ## What is it?
            <!-- id: gil, aliases: [lock], draft: true -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              p([By id](nowhere), [by heading](nowhere), [by old id](nowhere).)
            warning[draft-link] content/page.md:4:9 link to the draft `gil`
            warning[draft-link] content/page.md:4:29 link to the draft `what-is-it`
            warning[draft-link] content/page.md:4:55 link to the draft `lock`
        "#]],
    );
}

// Reserved sections.

#[test]
fn a_question_has_hints_an_answer_follow_ups_links_and_sources() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            Look at this.

            ### Hint

            Think of threads.

            ### Hint 2

            Think of one thread.

            ### Answer

            A lock.

            #### In detail

            More.

            ### Follow-up: Is it `gone`?

            Nearly.

            ### Follow-up: Why?

            For speed.

            ### Related

            - [This page](#gil)
            - [Elsewhere](https://example.org/)

            ### Sources

            - [PEP 703](https://peps.python.org/pep-0703/)
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                prompt: p(Look at this.)
                hint: p(Think of threads.)
                hint: p(Think of one thread.)
                answer: p(A lock.)
                answer: h4#in-detail(In detail)
                answer: p(More.)
                follow-up: Is it `gone`?
                  p(Nearly.)
                follow-up: Why?
                  p(For speed.)
                related: #gil
                related: https://example.org/
                sources: list(p([PEP 703](https://peps.python.org/pep-0703/)))
        "#]],
    );
}

#[test]
fn without_an_answer_section_the_rest_is_the_answer() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            A lock.

            ### In detail

            More.

            ### Hint

            Think of threads.

            #### Still the hint

            Text.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                hint: p(Think of threads.)
                hint: h4#still-the-hint(Still the hint)
                hint: p(Text.)
                answer: p(A lock.)
                answer: h3#in-detail(In detail)
                answer: p(More.)
        "#]],
    );
}

#[test]
fn an_ordinary_sub_heading_continues_its_section() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            ### Answer

            A lock.

            ### History

            Old.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                answer: p(A lock.)
                answer: h3#history(History)
                answer: p(Old.)
        "#]],
    );
}

#[test]
fn a_near_miss_of_a_reserved_name_is_an_error() {
    for slip in [
        "Anwser",
        "answer",
        "Answers",
        "Answer:",
        "Hints",
        "hint 1",
        "Related:",
        "Source",
        "Followup: Why?",
        "Follow-up",
        "Follow-ups: Why?",
    ] {
        let (_, problems) = crate::support::guide(
            &page(&format!(
                "## What?\n<!-- id: what -->\n\nIt.\n\n### {slip}\n\nA [lock](#what).\n"
            )),
            crate::support::Drafts::LeftOut,
        );
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
        assert_eq!(codes, ["unknown-section"], "{slip}");
    }
}

#[test]
fn a_name_that_only_resembles_a_reserved_one_is_an_ordinary_heading() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            A lock.

            ### Answering well

            Text.

            ### Resources

            Text.

            ### Answer: the short form

            Text.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                answer: p(A lock.)
                answer: h3#answering-well(Answering well)
                answer: p(Text.)
                answer: h3#resources(Resources)
                answer: p(Text.)
                answer: h3#answer-the-short-form(Answer: the short form)
                answer: p(Text.)
        "#]],
    );
}

#[test]
fn a_reserved_section_stands_one_level_below_its_question() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            A lock.

            #### Hint

            Think.
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                answer: p(A lock.)
                answer: h4#hint(Hint)
                answer: p(Think.)
            error[misplaced-section] content/page.md:9:1 the section `Hint` stands one level below its question
        "#]],
    );
}

#[test]
fn answer_related_and_sources_stand_once() {
    outline(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            ### Answer

            A.

            ### Answer

            B.

            ### Sources

            C.

            ### Sources

            D.

            ### Related

            - [Here](#gil)

            ### Related

            - [There](#gil)
            ",
        ),
        expect![[r#"
            page.html
              1 #gil open: What is it?
                also: #what-is-it
                answer: p(A.)
                answer: p(B.)
                related: #gil
                related: #gil
                sources: p(C.)
                sources: p(D.)
            error[duplicate-section] content/page.md:11:1 a section that may stand once
            error[duplicate-section] content/page.md:19:1 a section that may stand once
            error[duplicate-section] content/page.md:27:1 a section that may stand once
        "#]],
    );
}

#[test]
fn a_language_adds_names_of_its_own() {
    outline(
        "
        //- hotseat.toml
        title = \"Guía\"
        language = \"es\"
        //- themes/default/strings/es.ftl
        section-answer = Respuesta
        section-hint = Pista
        //- content/page.md
        ---
        title: Page
        ---
        ## ¿Qué es?
        <!-- id: que -->

        ### Pista 1

        Piensa.

        ### Respuesta

        Un candado.

        ## ¿Y esto?
        <!-- id: esto -->

        ### Answer

        English works as well.

        ## ¿Y eso?
        <!-- id: eso -->

        ### Repuesta

        Un error.
        ",
        expect![[r#"
            page.html
              1 #que open: ¿Qué es?
                also: #qué-es
                hint: p(Piensa.)
                answer: p(Un candado.)
              2 #esto open: ¿Y esto?
                also: #y-esto
                answer: p(English works as well.)
              3 #eso open: ¿Y eso?
                also: #y-eso
                answer: p(Un error.)
            error[unknown-section] content/page.md:25:1 unknown section `Repuesta`
        "#]],
    );
}

// Empty parts.

#[test]
fn an_empty_answer_is_a_warning_unless_choices_have_reasons() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one -->

            ## Two?
            <!-- id: two -->

            Prompt.

            ### Answer

            ## Three?
            <!-- id: three -->

            - [x] Yes.
              > It is so.
            - [ ] No.

            ## Four?
            <!-- id: four -->

            - [x] Yes.
            - [ ] No.
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
              2 #two open: Two?
                prompt: p(Prompt.)
              3 #three choice: Three?
                choices: single
                [x] p(Yes.)
                    because: p(It is so.)
                [ ] p(No.)
              4 #four choice: Four?
                choices: single
                [x] p(Yes.)
                [ ] p(No.)
            warning[empty-answer] content/page.md:4:1 an empty answer
            warning[empty-answer] content/page.md:7:1 an empty answer
            warning[empty-answer] content/page.md:21:1 an empty answer
        "#]],
    );
}

#[test]
fn a_page_without_questions_and_text_is_a_warning() {
    outline(
        &page(""),
        expect![[r#"
        page.html
        warning[empty-page] content/page.md:1:1 the page has no questions and no text
    "#]],
    );
    outline(
        &page("<!-- nothing -->\n"),
        expect![[r#"
        page.html
        warning[empty-page] content/page.md:1:1 the page has no questions and no text
    "#]],
    );
    outline(
        &page("# Page\n"),
        expect![[r#"
        page.html
        warning[empty-page] content/page.md:1:1 the page has no questions and no text
    "#]],
    );
}

#[test]
fn a_question_without_text_is_an_error() {
    outline(
        &page("##\n\nA lock.\n"),
        expect![[r#"
        page.html
          1 #section open: 
            id: from the heading
            answer: p(A lock.)
        error[empty-question] content/page.md:4:1 a question without text
    "#]],
    );
}

// Choices.

#[test]
fn one_right_option_makes_a_single_choice() {
    outline(
        &page(
            "
            ## What happens to the others?
            <!-- id: gather -->

            `gather` raises.

            - [ ] They are cancelled at once.
              > That is what `TaskGroup` does.
            - [x] They keep running.

            ### Answer

            They keep running.
            ",
        ),
        expect![[r#"
            page.html
              1 #gather choice: What happens to the others?
                also: #what-happens-to-the-others
                prompt: p(`gather` raises.)
                choices: single
                [ ] p(They are cancelled at once.)
                    because: p(That is what `TaskGroup` does.)
                [x] p(They keep running.)
                answer: p(They keep running.)
        "#]],
    );
}

#[test]
fn several_right_options_make_a_multiple_choice() {
    outline(
        &page(
            "
            ## Which?
            <!-- id: which -->

            - [x] One.

              > Because.

            - [X] Two.
            - [ ] Three.
              ```python
              three
              ```
            ",
        ),
        expect![[r#"
            page.html
              1 #which choice: Which?
                choices: multiple
                [x] p(One.)
                    because: p(Because.)
                [x] p(Two.)
                [ ] p(Three.)
                [ ] sample python
        "#]],
    );
}

#[test]
fn choices_are_the_first_list_of_task_items_alone() {
    outline(
        &page(
            "
            ## Which?
            <!-- id: which -->

            - plain

            - [ ] mixed
            - no box

            1. [x] The options.
            2. [ ] Of the question.

            - [ ] A checklist.

            ### Answer

            - [ ] A checklist as well.
            ",
        ),
        expect![[r#"
            page.html
              1 #which choice: Which?
                prompt: list(p(plain) | [ ] p(mixed) | p(no box))
                prompt: list([ ] p(A checklist.))
                choices: single
                [x] p(The options.)
                [ ] p(Of the question.)
                answer: list([ ] p(A checklist as well.))
        "#]],
    );
}

#[test]
fn a_checklist_in_the_answer_is_no_choice() {
    outline(
        &page(
            "
            ## How to prepare?
            <!-- id: how -->

            ### Answer

            - [ ] Read.
            - [ ] Sleep.
            ",
        ),
        expect![[r#"
            page.html
              1 #how open: How to prepare?
                also: #how-to-prepare
                answer: list([ ] p(Read.) | [ ] p(Sleep.))
        "#]],
    );
}

#[test]
fn no_right_option_is_an_error() {
    outline(
        &page(
            "
            ## Which?
            <!-- id: which -->

            - [ ] One.
            - [ ] Two.
            ",
        ),
        expect![[r#"
            page.html
              1 #which open: Which?
            error[no-right-option] content/page.md:7:1 no option is right
        "#]],
    );
}

// The kind.

#[test]
fn a_runnable_prompt_and_an_output_first_in_the_answer_make_an_output_question() {
    outline(
        &page(
            "
            ## What does it print?
            <!-- id: print -->

            ```python run
            print(1)
            ```

            ### Answer

            ```output
            1
            ```

            ## And this?
            <!-- id: this -->

            ```python run
            print(2)
            ```

            ### Answer

            It prints two.

            ```output
            2
            ```

            ## And that?
            <!-- id: that -->

            ```python
            print(3)
            ```

            ### Answer

            ```output
            3
            ```
            ",
        ),
        expect![[r#"
            page.html
              1 #print output: What does it print?
                also: #what-does-it-print
                prompt: sample python run
                answer: output "1\n"
              2 #this open: And this?
                also: #and-this
                prompt: sample python run
                answer: p(It prints two.)
                answer: output "2\n"
              3 #that open: And that?
                also: #and-that
                prompt: sample python
                answer: output "3\n"
            warning[unproved-output] content/page.md:41:1 nobody proves this output
        "#]],
    );
}

#[test]
fn the_comment_may_set_the_kind() {
    outline(
        &page(
            "
            ## What?
            <!-- id: what, kind: output -->

            It.
            ",
        ),
        expect![[r#"
            page.html
              1 #what output: What?
                answer: p(It.)
        "#]],
    );
}

// Groups.

#[test]
fn a_group_numbers_its_questions_and_hands_difficulty_and_tags_down() {
    outline(
        &page(
            "
            ## Locks
            <!-- group: true, id: locks, difficulty: hard, tags: [lock] -->

            About locks.

            ### What is it?
            <!-- id: what -->

            Look.

            #### Hint

            Think.

            #### Answer

            A lock.

            ### And a mutex?
            <!-- id: mutex, difficulty: easy, tags: [mutex] -->

            The same.

            ## What else?
            <!-- id: else -->

            Nothing.
            ",
        ),
        expect![[r#"
            page.html
              group 1 #locks Locks
                p(About locks.)
                1a #what open: What is it?
                  also: #what-is-it
                  difficulty: hard
                  tags: lock
                  prompt: p(Look.)
                  hint: p(Think.)
                  answer: p(A lock.)
                1b #mutex open: And a mutex?
                  also: #and-a-mutex
                  difficulty: easy
                  tags: lock, mutex
                  answer: p(The same.)
              2 #else open: What else?
                also: #what-else
                answer: p(Nothing.)
        "#]],
    );
}

#[test]
fn a_reserved_section_right_in_a_group_is_an_error() {
    outline(
        &page(
            "
            ## Locks
            <!-- group: true, id: locks -->

            ### Hint

            Think.

            ### What is it?
            <!-- id: what -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              group 1 #locks Locks
                1a #hint open: Hint
                  id: from the heading
                  answer: p(Think.)
                1b #what open: What is it?
                  also: #what-is-it
                  answer: p(A lock.)
            error[misplaced-section] content/page.md:7:1 the section `Hint` stands one level below its question
        "#]],
    );
    outline(
        &page(
            "
            ## Locks
            <!-- group: true, id: locks -->

            #### Answer

            A lock.

            ### What is it?
            <!-- id: what -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              group 1 #locks Locks
                h4#answer(Answer)
                p(A lock.)
                1a #what open: What is it?
                  also: #what-is-it
                  answer: p(A lock.)
            error[misplaced-section] content/page.md:7:1 the section `Answer` stands before the group's first question
        "#]],
    );
}

#[test]
fn reserved_sections_of_a_groups_question_move_to_level_4() {
    outline(
        &page(
            "
            ## Locks
            <!-- group: true, id: locks -->

            ### What is it?
            <!-- id: what -->

            ##### Answer

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              group 1 #locks Locks
                1a #what open: What is it?
                  also: #what-is-it
                  answer: h5#answer(Answer)
                  answer: p(A lock.)
            error[misplaced-section] content/page.md:10:1 the section `Answer` stands one level below its question
        "#]],
    );
}

#[test]
fn an_output_in_the_introduction_of_a_group_needs_a_sample() {
    outline(
        &page(
            "
            ## Locks
            <!-- group: true, id: locks -->

            ```output
            1
            ```

            ### What is it?
            <!-- id: what -->

            A lock.
            ",
        ),
        expect![[r#"
            page.html
              group 1 #locks Locks
                output "1\n"
                1a #what open: What is it?
                  also: #what-is-it
                  answer: p(A lock.)
            error[output-without-sample] content/page.md:7:1 an output without a sample
        "#]],
    );
}

#[test]
fn a_group_on_an_article_ends_at_the_next_heading_of_its_level() {
    outline(
        "
        ---
        title: Article
        kind: article
        ---
        ### Locks
        <!-- group: true, id: locks -->

        #### What is it?
        <!-- id: what -->

        A lock.

        ### The end

        Text.
        ",
        expect![[r#"
            page.html
              group 1 #locks Locks
                1a #what open: What is it?
                  also: #what-is-it
                  answer: p(A lock.)
              h3#the-end(The end)
              p(Text.)
        "#]],
    );
}

#[test]
fn an_article_takes_a_metadata_comment_only_at_levels_2_to_4() {
    outline(
        "
        ---
        title: Article
        kind: article
        ---
        ##### What is it?
        <!-- id: what -->

        A lock.
        ",
        expect![[r#"
            page.html
              h5#what-is-it(What is it?)
              comment("id: what")
              p(A lock.)
            warning[misplaced-metadata] content/page.md:6:1 question metadata that is not behind a question's heading
        "#]],
    );
}

#[test]
fn the_introduction_of_a_folder_has_no_questions() {
    outline(
        "
        //- content/_index.md
        ---
        title: Home
        ---
        ## What is it?

        A guide.

        # Any heading

        Text.
        ",
        expect![[r#"
            index.html
              h2#what-is-it(What is it?)
              p(A guide.)
              h1#any-heading(Any heading)
              p(Text.)
        "#]],
    );
}

#[test]
fn twenty_seven_questions_of_a_group_run_past_z() {
    let questions: String = (0..27)
        .map(|number| format!("### Q{number}?\n<!-- id: q{number} -->\n\nA.\n\n"))
        .collect();
    let fixture = page(&format!(
        "## Many\n<!-- group: true, id: many -->\n\n{questions}"
    ));
    let (guide, _) = crate::support::guide(&fixture, crate::support::Drafts::LeftOut);
    let numbers: Vec<&str> = guide.pages[0]
        .questions()
        .map(|question| question.number.as_str())
        .collect();
    assert_eq!(numbers[0], "1a");
    assert_eq!(numbers[25..], ["1z", "1aa"]);
}

// As built.

#[track_caller]
fn built(fixture: &str) -> TestSite {
    let site = TestSite::new(fixture);
    let run = site.run(&["build", "--no-cache", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    site
}

/// The questions of `content/page.md` as its JSON has them.
#[track_caller]
fn data(site: &TestSite) -> String {
    let page: Value = serde_json::from_str(&site.read("public/page.json")).unwrap();
    serde_json::to_string_pretty(&page["questions"]).unwrap() + "\n"
}

#[test]
fn an_option_is_told_without_its_reasons_and_without_the_lists_indentation() {
    let site = built(&page(
        "
        ## Which?
        <!-- id: which -->

        - [ ] no

          > why not

          more text

              code

          ```text
            fence
          ```

          > and so

          > on
        - [x] yes
          as well
          > right
          > > quoted
        -\t[ ] tab

        \t> because

        \tmore
        ",
    ));
    expect![[r#"
        [
          {
            "id": "which",
            "difficulty": null,
            "q": "Which?",
            "a": "",
            "kind": "choice",
            "options": [
              {
                "text": "no\n\nmore text\n\n    code\n\n```text\n  fence\n```",
                "correct": false,
                "why": "why not\n\nand so\n\non"
              },
              {
                "text": "yes\nas well",
                "correct": true,
                "why": "right\n> quoted"
              },
              {
                "text": "tab\n\nmore",
                "correct": false,
                "why": "because"
              }
            ]
          }
        ]
    "#]]
    .assert_eq(&data(&site));
}

#[test]
fn related_links_are_found_inside_of_markup_and_those_of_the_web_keep_their_words() {
    let site = built(
        "
        //- content/other.md
        ---
        title: Other
        ---
        ## What is it?
        <!-- id: it -->

        A lock.
        //- content/slides.pdf
        //- content/page.md
        ---
        title: Page
        ---
        ## Which?
        <!-- id: which -->

        This one.

        ### Related

        - **[bold](other.md#it)**
        - See *~~[the page](other.md)~~* first.
        - [The *long* `path`](https://example.org/long/path)
        - <https://example.org/bare>
        - [Slides](slides.pdf)
        - [This one](#which)
        ",
    );
    let page = Html::parse_document(&site.read("public/page.html"));
    let links = Selector::parse(".question-related a").unwrap();
    let links = page.select(&links).map(|link| {
        let text: String = link.text().collect();
        format!("{text} -> {}\n", link.attr("href").unwrap())
    });
    expect![[r#"
        What is it? -> other.html#it
        Other -> other.html
        The long path -> https://example.org/long/path
        https://example.org/bare -> https://example.org/bare
        Slides -> slides.pdf
        This one -> #which
    "#]]
    .assert_eq(&links.collect::<String>());
    expect![[r#"
        [
          {
            "id": "which",
            "difficulty": null,
            "q": "Which?",
            "a": "This one.\n",
            "kind": "open"
          }
        ]
    "#]]
    .assert_eq(&data(&site));
    assert!(site.path("public/slides.pdf").exists());
}
