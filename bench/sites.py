"""The corpus in each generator's own format, with the templates it needs.

All make the same things of it: pages with their siblings, a table of contents and the way on,
lists of topics and tracks, highlighted code where the generator highlights while it builds.
"""

import json
import shutil
from pathlib import Path

#: Pages in reading order, by track and topic.
Tree = dict[str, dict[str, list]]

TITLE = "Interview guide"
ADDRESS = "https://example.com"
STYLES = (
    "body{font:16px/1.5 sans-serif;max-width:70em;margin:auto}nav,aside{font-size:.9em}"
    "pre{overflow:auto;padding:1em}\n"
)


def write(format: str, tree: Tree, folder: Path) -> None:
    """Writes the whole site into FOLDER/FORMAT, which is made anew."""
    root = folder / format
    shutil.rmtree(root, ignore_errors=True)
    for path, text in FORMATS[format](tree):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def titled(name: str) -> str:
    return name.replace("-", " ").title()


def front(**fields) -> str:
    """YAML front matter; the values are JSON, which YAML reads as well."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---"]) + "\n"


def body(page) -> str:
    return "\n".join(
        f"## {one.prompt}\n\n*Difficulty: {one.difficulty}*\n\n{one.answer}\n" for one in page.questions
    )


def every(tree: Tree):
    """Track, topic, page."""
    for track, topics in tree.items():
        for topic, pages in topics.items():
            for page in pages:
                yield track, topic, page


def folders(tree: Tree):
    """The path of each track and topic, with its name and its place among its siblings."""
    for at, (track, topics) in enumerate(tree.items()):
        yield track, track, at + 1
        for inner, topic in enumerate(topics):
            yield f"{track}/{topic}", topic, inner + 1


def hotseat_all(tree: Tree, outputs: str = ""):
    """The default: JSON and Markdown of each page beside its HTML."""
    yield "hotseat.toml", f'title = "{TITLE}"\nbase_url = "{ADDRESS}/"\n{outputs}'
    yield "content/_index.md", front(title=TITLE)
    for path, name, order in folders(tree):
        yield f"content/{path}/_index.md", front(title=titled(name), order=order)
    for track, topic, page in every(tree):
        text = front(
            title=page.title,
            difficulty=page.difficulty,
            order=page.order,
            updated=page.updated,
            description=page.description,
        )
        text += "\n" + "\n".join(
            f"## {one.prompt}\n<!-- id: {one.id}, difficulty: {one.difficulty} -->\n\n{one.answer}\n"
            for one in page.questions
        )
        yield f"content/{track}/{topic}/{page.name}.md", text


def hotseat(tree: Tree):
    """What the others make: HTML, search, sitemap and feed, but no cards to practise with."""
    outputs = "[outputs]\njson = false\nmarkdown = false\nllms = false\n"
    return hotseat_all(tree, outputs + "[study]\npractice = false\nreview = false\n")


def mdbook(tree: Tree):
    yield "book.toml", f'[book]\ntitle = "{TITLE}"\nlanguage = "en"\nsrc = "src"\n'
    summary = ["# Summary", ""]
    for track, topics in tree.items():
        summary.append(f"- [{titled(track)}]({track}/index.md)")
        yield f"src/{track}/index.md", f"# {titled(track)}\n"
        for topic, pages in topics.items():
            summary.append(f"  - [{titled(topic)}]({track}/{topic}/index.md)")
            items = "".join(f"- [{page.title}]({page.name}.md)\n" for page in pages)
            yield f"src/{track}/{topic}/index.md", f"# {titled(topic)}\n\n{items}"
            for page in pages:
                summary.append(f"    - [{page.title}]({track}/{topic}/{page.name}.md)")
                yield f"src/{track}/{topic}/{page.name}.md", f"# {page.title}\n\n{body(page)}"
    yield "src/SUMMARY.md", "\n".join(summary) + "\n"


def hugo(tree: Tree):
    yield "hugo.toml", f'''baseURL = "{ADDRESS}/"
locale = "en"
title = "{TITLE}"
disableKinds = ["taxonomy", "term"]
[markup.highlight]
noClasses = false
[markup.goldmark.renderer]
unsafe = true
[outputs]
home = ["html", "rss"]
section = ["html"]
'''
    yield "static/style.css", STYLES
    yield "content/_index.md", front(title=TITLE)
    for path, name, order in folders(tree):
        yield f"content/{path}/_index.md", front(title=titled(name), weight=order)
    for track, topic, page in every(tree):
        fields = front(
            title=page.title,
            weight=page.order,
            date=page.updated,
            description=page.description,
            difficulty=page.difficulty,
        )
        yield f"content/{track}/{topic}/{page.name}.md", fields + body(page)
    yield "layouts/_default/baseof.html", '''<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="{{ "style.css" | relURL }}"></head>
<body><header><a href="{{ site.Home.Permalink }}">{{ site.Title }}</a></header>{{ block "main" . }}{{ end }}
<footer>CC-BY</footer></body></html>'''
    yield "layouts/_default/list.html", '''{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ range .Sections }}<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}
{{ if not .IsHome }}{{ range .RegularPages }}<li><a href="{{ .Permalink }}">{{ .Title }}</a>
{{ .Params.difficulty }}</li>{{ end }}{{ end }}</ul>{{ end }}'''
    yield "layouts/_default/single.html", '''{{ define "main" }}{{ $own := . }}
<nav class="siblings"><h2>{{ .CurrentSection.Title }}</h2><ul>{{ range .CurrentSection.RegularPages }}
<li{{ if eq . $own }} class="active"{{ end }}><a href="{{ .Permalink }}">{{ .Title }}</a>
<span>{{ .Params.difficulty }}</span></li>{{ end }}</ul></nav>
<aside class="toc">{{ .TableOfContents }}</aside>
<main><h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }} {{ .Params.difficulty }}</p>{{ .Content }}</main>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .Permalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .Permalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}'''


def eleventy(tree: Tree):
    yield "package.json", '{"name": "guide", "type": "module"}\n'
    yield "eleventy.config.js", r'''import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import anchor from "markdown-it-anchor";

export default function (config) {
  config.addPlugin(highlight);
  config.amendLibrary("md", (markdown) => markdown.use(anchor));
  config.addPassthroughCopy("src/style.css");
  config.addCollection("byTopic", (api) => {
    const topics = {};
    for (const page of api.getFilteredByTag("qa")) {
      (topics[`${page.data.track}/${page.data.topic}`] ||= []).push(page);
    }
    for (const pages of Object.values(topics)) pages.sort((a, b) => a.data.order - b.data.order);
    return topics;
  });
  config.addFilter("contents", (html) => [...(html || "").matchAll(/<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/g)]
    .map(([, id, title]) => `<li><a href="#${id}">${title}</a></li>`).join(""));
  config.addFilter("beside", (pages, url, step) => pages[pages.findIndex((page) => page.url === url) + step]);
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
'''
    yield "src/style.css", STYLES
    yield "src/_includes/base.njk", '''<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="description" content="{{ description }}"><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">Interview guide</a></header>{{ content | safe }}<footer>CC-BY</footer></body></html>'''
    yield "src/_includes/page.njk", '''---
layout: base.njk
---
{% set siblings = collections.byTopic[track + "/" + topic] %}
<nav class="siblings"><h2>{{ topic }}</h2><ul>{% for one in siblings %}
<li{% if one.url == page.url %} class="active"{% endif %}><a href="{{ one.url }}">{{ one.data.title }}</a>
<span>{{ one.data.difficulty }}</span></li>{% endfor %}</ul></nav>
<aside class="toc"><ul>{{ content | contents | safe }}</ul></aside>
<main><h1>{{ title }}</h1><p>{{ updated }} {{ difficulty }}</p>{{ content | safe }}</main>
<nav>{% set before = siblings | beside(page.url, -1) %}
{% if before %}<a rel="prev" href="{{ before.url }}">{{ before.data.title }}</a>{% endif %}
{% set after = siblings | beside(page.url, 1) %}
{% if after %}<a rel="next" href="{{ after.url }}">{{ after.data.title }}</a>{% endif %}</nav>'''
    yield "src/index.njk", front(layout="base.njk", title=TITLE) + (
        '<ul>{% for topic, pages in collections.byTopic %}<li><a href="/{{ topic }}/">{{ topic }}</a></li>{% endfor %}</ul>'
    )
    yield "src/sitemap.njk", front(permalink="/sitemap.xml", eleventyExcludeFromCollections=True) + (
        '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "{% for page in collections.all %}<url><loc>" + ADDRESS + "{{ page.url }}</loc></url>{% endfor %}</urlset>"
    )
    for track, topics in tree.items():
        items = "".join(f"- [{titled(topic)}](/{track}/{topic}/)\n" for topic in topics)
        yield f"src/{track}/index.md", front(layout="base.njk", title=titled(track)) + items
        for topic, pages in topics.items():
            items = "".join(f"- [{page.title}](/{track}/{topic}/{page.name}/)\n" for page in pages)
            yield f"src/{track}/{topic}/index.md", front(layout="base.njk", title=titled(topic)) + items
    for track, topic, page in every(tree):
        fields = front(
            layout="page.njk",
            tags="qa",
            track=track,
            topic=topic,
            title=page.title,
            order=page.order,
            updated=page.updated,
            description=page.description,
            difficulty=page.difficulty,
        )
        yield f"src/{track}/{topic}/{page.name}.md", fields + body(page)


FORMATS = {
    "hotseat": hotseat,
    "hotseat-all": hotseat_all,
    "mdbook": mdbook,
    "hugo": hugo,
    "eleventy": eleventy,
}
