# The frame of every page
skip-to-content = انتقل إلى المحتوى
home = الرئيسية
topics = المواضيع
site = الموقع
close = إغلاق
search = بحث
breadcrumbs = مسار التنقل
tags = الوسوم
feed = خلاصة الموقع
theme-automatic = المظهر: تلقائي
theme-light = المظهر: فاتح
theme-dark = المظهر: داكن
copied = تم النسخ
link-copied = تم نسخ الرابط
copy-failed = تعذّر النسخ

# Counts
questions = { $count ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالان
    [few] { $count } أسئلة
    [many] { $count } سؤالًا
   *[other] { $count } سؤال
}
pages = { $count ->
    [zero] لا صفحات
    [one] صفحة واحدة
    [two] صفحتان
    [few] { $count } صفحات
    [many] { $count } صفحةً
   *[other] { $count } صفحة
}
tagged = { $count ->
    [zero] لا صفحات ولا أسئلة
    [one] صفحة أو سؤال واحد
    [two] صفحتان أو سؤالان
    [few] { $count } من الصفحات والأسئلة
    [many] { $count } من الصفحات والأسئلة
   *[other] { $count } من الصفحات والأسئلة
}
count-of-level = { $count } { $level }
by-difficulty = الأسئلة بحسب الصعوبة
difficulty-easy = سهل
difficulty-medium = متوسط
difficulty-hard = صعب
reading-time = نحو { $minutes } د
updated = آخر تحديث
article = مقالة

# Dates
date = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

# A page
on-this-page = في هذه الصفحة
show-all-answers = أظهر كل الإجابات
always-open = مفتوحة دائمًا
study = ادرس هذه الصفحة
# Between marks that keep the two numbers in the order of `1 / 5`.
completed = اكتمل ⁦{ $number } / { $count }⁩
practice = تدرّب
difficulty = الصعوبة
status = الحالة
status-all = الكل
status-unseen = لم يُجرَّب
status-review = يحتاج مراجعة
status-known = معروف
status-due = حان موعده
show-all-questions = أظهر الكل
shown = { $count ->
    [zero] لا سؤال ظاهر
    [one] سؤال واحد ظاهر
    [two] سؤالان ظاهران
    [few] { $count } أسئلة ظاهرة
    [many] { $count } سؤالًا ظاهرًا
   *[other] { $count } سؤال ظاهر
}
more-in = المزيد في { $name }
previous-and-next = الصفحة السابقة والتالية
previous = السابق
next = التالي
related = ذو صلة
sources = المصادر
linked-back = ذُكر في
long-read = القراءة المطوّلة:
edit-page = عدّل هذه الصفحة
discuss = ناقش هذه الصفحة
as-markdown = بصيغة Markdown
as-json = بصيغة JSON

# A question
show-answer = أظهر الإجابة
hide-answer = أخفِ الإجابة
show-output = أظهر الناتج
hide-output = أخفِ الناتج
show-hint = { $total ->
    [one] أظهر التلميح
   *[other] أظهر التلميح { $number } من { $total }
}
hide-hint = { $total ->
    [one] أخفِ التلميح
   *[other] أخفِ التلميح { $number } من { $total }
}
choose-all = أكثر من خيار صحيح.
right = صحيح
wrong = خطأ
check-choice = تحقّق
choice-missed = صحيح ولم يُختر
follow-up = { $total ->
    [one] سؤال متابعة
   *[other] سؤال المتابعة { $number } من { $total }
}
how-sure = ما مدى ثقتك؟
sure = واثق
unsure = غير واثق
how-well = كيف كانت إجابتك؟
knew-it = كنت أعرفها
review-again = أراجعها ثانيةً
answer-changed = تغيّرت هذه الإجابة منذ أن تعلّمتها.
cleared = أُزيل التقييم
undone = تم التراجع
nothing-to-undo = لا شيء للتراجع عنه
copy-link = انسخ الرابط
link-to-question = رابط السؤال { $number }
link-to-group = رابط الجزء { $number }
edit-question = عدّل هذا السؤال
report-answer = أبلغ عن إجابة خاطئة

# Text
link-to = رابط إلى «{ $name }»
callout-note = ملاحظة
callout-tip = نصيحة
callout-important = مهم
callout-warning = تحذير
callout-caution = تنبيه
callout-key-point = نقطة أساسية
callout-trap = فخّ في المقابلة
callout-rule = قاعدة عملية
task-done = أُنجز
task-open = لم يُنجز
plain-text = نص
copy = نسخ
sample-label = مثال { $language } رقم { $number }
must-fail = يجب أن يفشل
must-fail-with = يجب أن يفشل: { $name }
# The versions of the tool that ran a sample, and the day.
ran-on = شُغّل على { $versions } بتاريخ { $date }
versions = { $before } و{ $last }
output = الناتج
standard-error = مخرج الأخطاء
output-label = { $name } للمثال { $number }
output-part = مقتطف
formula = معادلة
diagram = مخطط
diagram-as-text = المخطط نصًّا
table-label = الجدول { $number }
footnote = الحاشية { $number }
footnotes = الحواشي
back-to-text = عودة إلى موضع الحاشية { $number }

# Other pages
tag = الوسم: { $name }
tag-description = { $count ->
    [zero] لا صفحات ولا أسئلة
    [one] صفحة أو سؤال واحد
    [two] صفحتان أو سؤالان
    [few] { $count } من الصفحات والأسئلة
    [many] { $count } من الصفحات والأسئلة
   *[other] { $count } من الصفحات والأسئلة
} عن { $name }.
tags-description = { $count ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $count } وسوم
    [many] { $count } وسمًا
   *[other] { $count } وسم
} للعثور على الصفحات والأسئلة.
all-tags = كل الوسوم
questions-title = الأسئلة
lately-changed = ما تغيّر مؤخرًا
not-found-title = هذه الصفحة غير موجودة
not-found-text = ربما نُقلت، أو في العنوان خطأ. لعلّك تريد واحدة من هذه:
to-home = إلى الصفحة الرئيسية
moved = نُقلت هذه الصفحة

# To study with
practice-title = تدريب
practice-lead = سؤال تلو الآخر من المسارات والمواضيع التي تختارها.
practice-needs-scripts = يحتاج التدريب إلى السكربتات. بدونها اختر موضوعًا وحاول أن تجيب قبل أن تنظر.
practice-description = سؤال تلو الآخر من المسارات والمواضيع التي تختارها. يحتاج التدريب إلى السكربتات؛ بدونها اختر موضوعًا وحاول أن تجيب قبل أن تنظر.
review-description = الأسئلة التي حان موعدها اليوم، موزّعة بحيث تنسى أقل ما يمكن. تحتاج المراجعة إلى السكربتات؛ بدونها اختر موضوعًا وحاول أن تجيب قبل أن تنظر.
questions-of = أسئلة: { $name }
print-of = طباعة: { $name }
print-description = كل ما في هذا الموضوع في صفحة واحدة. بدون السكربتات اطبع صفحاته واحدة تلو الأخرى.
print-topic = اطبع هذا الموضوع
print = طباعة
print-what = ما الذي يُطبع
print-answers = الأسئلة مع إجاباتها
print-questions = الأسئلة وحدها، مع مساحة للكتابة
print-key = الأسئلة، ثم الإجابات في النهاية
print-key-title = الإجابات
practise-topic = تدرّب على هذا الموضوع
questions-description = كل أسئلة هذا الدليل.
browser-too-old = هذا المتصفح أقدم من أن يفعل ذلك. يمكن قراءة الأسئلة والإجابة عنها في صفحاتها.

# Review
review-title = مراجعة
review-lead = الأسئلة التي قيّمتها تعود إلى هنا في اليوم الذي تبدأ فيه بنسيانها.
review-needs-scripts = تحتاج المراجعة إلى السكربتات. بدونها اختر موضوعًا وحاول أن تجيب قبل أن تنظر.
review-due = { $count ->
    [zero] مراجعة: لم يحن موعد أي سؤال
    [one] مراجعة: حان موعد سؤال واحد
    [two] مراجعة: حان موعد سؤالين
    [few] مراجعة: حان موعد { $count } أسئلة
    [many] مراجعة: حان موعد { $count } سؤالًا
   *[other] مراجعة: حان موعد { $count } سؤال
}
today = اليوم
due-today = حان موعدها
new-today = جديدة
done-today = أُنجزت اليوم
review-start = { $minutes ->
    [one] ابدأ، نحو دقيقة
   *[other] ابدأ، نحو { $minutes } د
}
study-something-new = ادرس شيئًا جديدًا
new-per-day = أسئلة جديدة في اليوم
new-order = تأتي الأسئلة الجديدة
new-in-order = بترتيب القراءة
new-mixed = ممزوجة بين المواضيع
due-by-topic = ما حان موعده بحسب الموضوع
next-seven-days = الأيام السبعة القادمة
day = اليوم
review-nothing-yet = لم يحن موعد شيء بعد. قيّم سؤالًا فيعود إلى هنا في وقته.
review-nothing-this-week = لا شيء يحين موعده هذا الأسبوع.
review-next = { $count ->
    [zero] لا شيء حان موعده الآن. التالي: { $day }، لا أسئلة.
    [one] لا شيء حان موعده الآن. التالي: { $day }، سؤال واحد.
    [two] لا شيء حان موعده الآن. التالي: { $day }، سؤالان.
    [few] لا شيء حان موعده الآن. التالي: { $day }، { $count } أسئلة.
    [many] لا شيء حان موعده الآن. التالي: { $day }، { $count } سؤالًا.
   *[other] لا شيء حان موعده الآن. التالي: { $day }، { $count } سؤال.
}
review-next-at = لا شيء حان موعده الآن. التالي: اليوم في { $time }.
home-nothing-yet = الأسئلة التي تقيّمها تعود إلى هنا في وقتها.
home-today = حان موعد { $due }، وجديد { $fresh }
home-begin = ابدأ
home-continue = تابع
home-page = { $title }: قُيّم { $done } من { $total }
question-gone = لم يعد هذا السؤال في الدليل.

# The mock interview
interview-title = مقابلة تجريبية
interview-all = الكل
interview-no-topics = لا شيء
interview-time = الوقت
interview-minutes = { $count ->
    [zero] بلا دقائق
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقةً
   *[other] { $count } دقيقة
}
interview-no-timer = بلا مؤقّت
interview-follow-ups = اسأل أسئلة المتابعة أيضًا
interview-follow-up = اطرح سؤال المتابعة { $number } من { $count }
interview-start = ابدأ
interview-available = { $count ->
    [zero] لا سؤال للاختيار منه
    [one] سؤال واحد للاختيار منه
    [two] سؤالان للاختيار منهما
    [few] { $count } أسئلة للاختيار منها
    [many] { $count } سؤالًا للاختيار منها
   *[other] { $count } سؤال للاختيار منها
}
interview-none = لا سؤال يناسب. اختر موضوعًا وصعوبة.
interview-time-left = الوقت المتبقّي
interview-time-up = انتهى الوقت. أكمل على مهلك.
interview-summary = مقابلتك التجريبية
interview-took = الوقت المستغرق: { $time }
interview-question = السؤال
interview-grade = التقييم
interview-confidence = واثق؟
interview-not-graded = بلا تقييم
interview-print = طباعة
interview-new = مقابلة جديدة

# Progress: kept, saved, loaded, erased
your-progress = تقدّمك
saved-here-only = محفوظ في هذا المتصفح وحده، وقد تحذفه المتصفحات إن لم يُزَر الموقع مدةً. صدّره لتحفظه أو لتنقله إلى جهاز آخر.
not-kept = متصفحك لا يحفظ بيانات لهذه الصفحة. تبقى التقييمات إلى أن يُغلق.
export = تصدير
exported = تم التصدير
import = استيراد
import-title = استيراد التقدّم
import-text = يُضاف ما في الملف إلى ما هو هنا؛ ولكل سؤال يُعتدّ بأحدث تقييم.
import-file = ملف صُدّر من هنا أو من جهاز آخر
import-refused = رُفض { $name } ولم يتغيّر شيء: { $reason }
import-not-json = ليس JSON، أو ليس كاملًا.
import-foreign = ليس ملف تقدّم.
import-newer = إصدار صيغته { $version }، ولا تعرفه هذه الصفحة.
import-other-site = يخصّ دليلًا آخر ({ $site }).
import-malformed = هناك خطأ عند «{ $place }».
import-nothing-new = كل ما في الملف موجود هنا من قبل.
import-added = أُضيف: { $grades } على { $questions }.
import-grades = { $count ->
    [zero] لا تقييم
    [one] تقييم واحد
    [two] تقييمان
    [few] { $count } تقييمات
    [many] { $count } تقييمًا
   *[other] { $count } تقييم
}
import-questions = { $count ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالين
    [few] { $count } أسئلة
    [many] { $count } سؤالًا
   *[other] { $count } سؤال
}
back-up-first = احفظ نسخة أولًا
erase = مسح
erase-title = هل تمسح تقدّمك؟
erase-text = تُمسح كل تقييمات هذا الدليل من هذا المتصفح، ولا يمكن التراجع عن ذلك.
erase-now = امسح
erased = مُسح تقدّمك.
cancel = إلغاء

# The search
search-questions = ابحث في الأسئلة
search-filter = صفِّ هذه القائمة
search-results = النتائج
search-recent = عمليات بحث سابقة
search-found = { $count ->
    [zero] لم يُعثر على سؤال
    [one] عُثر على سؤال واحد
    [two] عُثر على سؤالين
    [few] عُثر على { $count } أسئلة
    [many] عُثر على { $count } سؤالًا
   *[other] عُثر على { $count } سؤال
}
search-partial = لا نص فيه كل هذه الكلمات.
search-nothing = لم يُعثر على شيء. كلمات أقل تعثر على أكثر.
search-failed = تعذّر تحميل البحث.
search-more = { $count ->
    [zero] لا مزيد
    [one] أظهر واحدًا آخر
    [two] أظهر اثنين آخرين
    [few] أظهر { $count } أخرى
    [many] أظهر { $count } أخرى
   *[other] أظهر { $count } أخرى
}
search-keys = ↑ ↓ للتنقّل · Enter للفتح · ⁦d:{ $level } in:{ $topic }⁩ للتضييق

# Keys
keyboard = لوحة المفاتيح
key-search = بحث
key-next-question = السؤال التالي، السابق
key-answer = أظهر الإجابة أو أخفها
key-space = أظهر الإجابة، ثم قيّمها «جيد»
key-space-name = مسافة
key-all-answers = أظهر كل الإجابات أو أخفها
key-two-grades = أراجعها ثانيةً، كنت أعرفها
key-four-grades = ثانيةً، صعب، جيد، سهل
key-undo = تراجع عن آخر تقييم
key-follow-up = اطرح سؤال المتابعة التالي
key-skip = أجّل إلى الغد
key-next-page = الصفحة التالية، السابقة
key-go = الرئيسية، المراجعة
key-leave = خروج
key-single = المفاتيح المفردة
key-single-note = أوقفها إن كان الإدخال الصوتي أو أداة كتابة تشغّلها. يتذكّر متصفحك ذلك.

# A session: one question at a time
session-progress = الأسئلة المقيّمة
session-order = الترتيب
question-not-loaded = لم يُحمَّل هذا السؤال. انتقل إلى التالي، أو حاول لاحقًا.
order-in-order = بالترتيب
order-mixed = ممزوجة
order-weak = الضعيفة فقط
session-steps = أسئلة هذه الجلسة
session-at = السؤال { $number } من { $count }
session-dot = السؤال { $number }، { $status }
session-tally = معروف { $known }، ثانيةً { $again }
session-done = أُنجز { $number } من { $count }
ring = معروف { $number } من { $count }
session-repeat = أعِد { $count }
sure-but-wrong = واثق لكن مخطئ
say-it-first = قُلها بصوت عالٍ أولًا.
next-page = الصفحة التالية
undo = تراجع
skip = أجّل إلى الغد
leave = خروج
done = تم
grade-again = ثانيةً
grade-hard = صعب
grade-good = جيد
grade-easy = سهل

# Names of sections in Markdown, beside the English ones
section-hint = تلميح
section-answer = الإجابة
section-follow-up = سؤال متابعة
section-related = ذو صلة
section-sources = المصادر
