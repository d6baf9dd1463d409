# The frame of every page
skip-to-content = Skip to content
home = Home
topics = Topics
site = Site
close = Close
search = Search
breadcrumbs = Breadcrumbs
tags = Tags
feed = Feed
theme-automatic = Theme: automatic
theme-light = Theme: light
theme-dark = Theme: dark
copied = Copied
link-copied = Link copied
copy-failed = Copying failed

# Counts
questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
tagged = { $count ->
    [one] { $count } page or question
   *[other] { $count } pages and questions
}
count-of-level = { $count } { $level }
by-difficulty = Questions by difficulty
difficulty-easy = Easy
difficulty-medium = Medium
difficulty-hard = Hard
reading-time = About { $minutes } min
updated = Updated
article = Article

# Dates
date = { $day } { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

# A page
on-this-page = On this page
show-all-answers = Show all answers
more-in = More in { $name }
previous-and-next = Previous and next page
previous = Previous
next = Next
related = Related
sources = Sources
linked-back = Named by
long-read = The long read:
edit-page = Edit this page
discuss = Discuss this page
as-markdown = As Markdown
as-json = As JSON

# A question
show-answer = Show answer
hide-answer = Hide answer
show-hint = { $total ->
    [one] Show a hint
   *[other] Show hint { $number } of { $total }
}
hide-hint = { $total ->
    [one] Hide the hint
   *[other] Hide hint { $number } of { $total }
}
choose-all = More than one is right.
right = Right
wrong = Wrong
follow-up = Follow-up
copy-link = Copy link
link-to-question = Link to question { $number }
link-to-group = Link to part { $number }
edit-question = Edit this question
report-answer = Report a wrong answer

# Text
link-to = Link to “{ $name }”
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution
callout-key-point = Key point
callout-trap = Interview trap
callout-rule = Rule of thumb
task-done = done
task-open = to do
plain-text = Text
copy = Copy
sample-label = { $language } sample { $number }
must-fail = must fail
must-fail-with = must fail: { $name }
output = Output
standard-error = Standard error
output-label = { $name } of sample { $number }
output-part = excerpt
formula = Formula
diagram = Diagram
diagram-as-text = Diagram as text
table-label = Table { $number }
footnote = Note { $number }
footnotes = Notes
back-to-text = Back to the place of note { $number }

# Other pages
tag = Tag: { $name }
tag-description = { $count ->
    [one] { $count } page or question
   *[other] { $count } pages and questions
} about { $name }.
tags-description = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
} to find pages and questions by.
all-tags = All tags
questions-title = Questions
lately-changed = Lately changed
not-found-title = This page is not here
not-found-text = It may have moved, or the address has a slip in it. One of these may be what you want:
to-home = Go to the home page
moved = This page has moved

# To study with
practice-title = Practice
practice-description = Questions one at a time, from the tracks and topics you choose. Practice needs scripts; without them, pick a topic and try to answer before you look.
review-title = Review
review-description = The questions that are due today, spaced so that you forget as few as possible. Review needs scripts; without them, pick a topic and try to answer before you look.
questions-description = All questions of this guide.
