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
always-open = Always open
study = Study this page
completed = { $number } / { $count } completed
practice = Practice
difficulty = Difficulty
status = Status
status-all = All
status-unseen = Unseen
status-review = Needs review
status-known = Known
status-due = Due
show-all-questions = Show all
shown = { $count ->
    [one] { $count } question shown
   *[other] { $count } questions shown
}
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
show-output = Show the output
hide-output = Hide the output
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
check-choice = Check
choice-missed = Right, not chosen
follow-up = { $total ->
    [one] Follow-up
   *[other] Follow-up { $number } of { $total }
}
how-sure = How sure are you?
sure = Sure
unsure = Unsure
how-well = How did it go?
knew-it = I knew it
review-again = Review again
answer-changed = This answer has changed since you learned it.
cleared = Cleared
undone = Undone
nothing-to-undo = Nothing to undo
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
# The versions of the tool that ran a sample, and the day.
ran-on = Ran on { $versions }, { $date }
versions = { $before } and { $last }
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
practice-lead = Questions one at a time, from the tracks and topics you choose.
practice-needs-scripts = Practice needs scripts. Without them, pick a topic and try to answer before you look.
practice-description = Questions one at a time, from the tracks and topics you choose. Practice needs scripts; without them, pick a topic and try to answer before you look.
review-description = The questions that are due today, spaced so that you forget as few as possible. Review needs scripts; without them, pick a topic and try to answer before you look.
questions-of = Questions: { $name }
print-of = Print: { $name }
print-description = Everything of this topic on one page. Without scripts, print its pages one by one.
print-topic = Print this topic
print = Print
print-what = What to print
print-answers = Questions with their answers
print-questions = Questions only, with room to write
print-key = Questions, then the answers at the end
print-key-title = Answers
practise-topic = Practise this topic
questions-description = All questions of this guide.
browser-too-old = This browser is too old for that. Questions can be read and answered on their own pages.

# Review
review-title = Review
review-lead = Questions that you have graded come back here on the day you would begin to forget them.
review-needs-scripts = Review needs scripts. Without them, pick a topic and try to answer before you look.
review-due = { $count ->
    [one] Review: { $count } question is due
   *[other] Review: { $count } questions are due
}
today = Today
due-today = due
new-today = new
done-today = done today
review-start = { $minutes ->
    [one] Start, about { $minutes } minute
   *[other] Start, about { $minutes } minutes
}
study-something-new = Study something new
new-per-day = New questions a day
new-order = New questions come
new-in-order = in reading order
new-mixed = mixed over the topics
due-by-topic = Due by topic
next-seven-days = Next seven days
day = Day
review-nothing-yet = Nothing is due yet. Grade a question, and it comes back here when it is time.
review-nothing-this-week = Nothing is due this week.
review-next = { $count ->
    [one] Nothing is due now. Next: { $day }, { $count } question.
   *[other] Nothing is due now. Next: { $day }, { $count } questions.
}
review-next-at = Nothing is due now. Next: today at { $time }.
home-nothing-yet = Questions that you grade come back here when it is time.
home-today = { $due } due, { $fresh } new
home-begin = Begin
home-continue = Continue
home-page = { $title }: { $done } of { $total } graded
question-gone = This question is no longer in the guide.

# The mock interview
interview-title = Mock interview
interview-all = All
interview-no-topics = None
interview-time = Time
interview-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
interview-no-timer = No timer
interview-follow-ups = Press on with follow-ups
interview-follow-up = Ask follow-up { $number } of { $count }
interview-start = Start
interview-available = { $count ->
    [one] { $count } question to draw from
   *[other] { $count } questions to draw from
}
interview-none = No question fits. Choose a topic and a difficulty.
interview-time-left = Time left
interview-time-up = The time is up. Finish at your own pace.
interview-summary = Your mock interview
interview-took = Time taken: { $time }
interview-question = Question
interview-grade = Grade
interview-confidence = Sure?
interview-not-graded = Not graded
interview-print = Print
interview-new = New interview

# Progress: kept, saved, loaded, erased
your-progress = Your progress
saved-here-only = It is saved in this browser only, and browsers may drop it when a site is not visited for a while. Export it to keep it, or to carry it to another device.
not-kept = Your browser keeps no data for this page. Grades last until it closes.
export = Export
exported = Exported
import = Import
import-title = Import progress
import-text = What the file knows is added to what is here; of each question the newest grade counts.
import-file = A file that was exported here or on another device
import-refused = { $name } was refused, and nothing has changed: { $reason }
import-not-json = it is not JSON, or not all of it.
import-foreign = it is not a file of progress.
import-newer = it has version { $version } of the format, which this page does not know.
import-other-site = it belongs to another guide ({ $site }).
import-malformed = something is wrong at “{ $place }”.
import-nothing-new = Everything in the file was here already.
import-added = Added: { $grades } of { $questions }.
import-grades = { $count ->
    [one] { $count } grade
   *[other] { $count } grades
}
import-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
back-up-first = Back up first
erase = Erase
erase-title = Erase your progress?
erase-text = All grades of this guide are erased from this browser. This cannot be undone.
erase-now = Erase
erased = Your progress is erased.
cancel = Cancel

# The search
search-questions = Search questions
search-filter = Filter this list
search-results = Results
search-recent = Searched before
search-found = { $count ->
    [one] { $count } question found
   *[other] { $count } questions found
}
search-partial = No text has all of these words.
search-nothing = Nothing found. Fewer words find more.
search-failed = The search could not be loaded.
search-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
search-keys = ↑ ↓ to move · Enter to open · d:{ $level } in:{ $topic } to narrow


# Keys
keyboard = Keyboard
key-search = Search
key-next-question = Next, previous question
key-answer = Show or hide the answer
key-space = Show the answer, then grade it Good
key-space-name = Space
key-all-answers = Show or hide all answers
key-two-grades = Review again, I knew it
key-four-grades = Again, Hard, Good, Easy
key-undo = Undo the last grade
key-follow-up = Ask the next follow-up
key-skip = Skip till tomorrow
key-next-page = Next, previous page
key-go = Home, review
key-leave = Leave
key-single = Single keys
key-single-note = Switch them off if speech input or a typing aid sets them off. Your browser remembers it.

# A session: one question at a time
session-progress = Questions graded
session-order = Order
question-not-loaded = This question did not load. Go on to the next, or try again later.
order-in-order = In order
order-mixed = Mixed
order-weak = Only the weak
session-steps = Questions of this session
session-at = Question { $number } of { $count }
session-dot = Question { $number }, { $status }
session-tally = { $known } known, { $again } again
session-done = { $number } of { $count } done
ring = { $number } of { $count } known
session-repeat = Repeat the { $count }
sure-but-wrong = Sure, but wrong
say-it-first = Say it aloud first.
next-page = Next page
undo = Undo
skip = Skip till tomorrow
leave = Leave
done = Done
grade-again = Again
grade-hard = Hard
grade-good = Good
grade-easy = Easy
