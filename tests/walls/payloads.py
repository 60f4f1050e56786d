# ruff: noqa: E501 - a payload is one line, however long
"""Texts that would run a script where a page takes them for markup (G10).

The shapes are those of the OWASP XSS Filter Evasion Cheat Sheet, of html5sec.org and of
PortSwigger's cheat sheet, written anew around one harmless call: RUN tells the test that it ran.
"""

RUN = "__ran(1)"
TOP = "top.__ran(1)"

# Elements that fire by themselves as soon as they are drawn, and the event that does it.
BY_ITSELF = [
    ("<img src=x {}>", ("onerror", "OnErRoR", "/onerror", "\tonerror", "x=y\nonerror")),
    ("<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= {}>", ("onload", "onloadend")),
    ("<svg {}>", ("onload", "/onload", "\nonload", "xmlns=http://www.w3.org/2000/svg onload")),
    ("<svg><g {}></g></svg>", ("onload", "onfocusin")),
    ("<body {}>", ("onload", "onpageshow", "onfocus", "onresize", "onhashchange", "onmessage")),
    ("<html {}>", ("onmouseover", "onload")),
    ("<input autofocus {}>", ("onfocus", "onfocusin", "onblur")),
    ("<select autofocus {}>", ("onfocus",)),
    ("<textarea autofocus {}>", ("onfocus",)),
    ("<button autofocus {}>x", ("onfocus", "onclick")),
    ("<keygen autofocus {}>", ("onfocus",)),
    ("<a href=# tabindex=1 autofocus {}>x", ("onfocus", "onmouseover", "onpointerenter")),
    ("<div contenteditable autofocus {}>x</div>", ("onfocus", "onbeforeinput")),
    ("<video {}><source src=x></video>", ("onerror", "onloadstart", "onemptied")),
    ("<video><source {}></video>", ("onerror",)),
    ("<video src=x {}></video>", ("onerror", "onsuspend", "onstalled")),
    ("<audio src=x {}></audio>", ("onerror", "onloadstart")),
    ("<details open {}>x", ("ontoggle", "onTOGGLE")),
    ("<marquee loop=1 {}>x</marquee>", ("onstart", "onfinish", "onbounce")),
    ("<object data=x {}></object>", ("onerror", "onload")),
    ("<embed src=x {}>", ("onerror", "onload")),
    ("<iframe {}></iframe>", ("onload", "onerror", "src=about:blank onload")),
    ("<link rel=stylesheet href=x {}>", ("onerror", "onload")),
    ("<script src=/x {}></script>", ("onerror", "onload")),
    ("<style {}></style>", ("onload", "onerror")),
    ("<picture><source srcset=x><img src=x {}></picture>", ("onerror",)),
    ("<image src=x {}>", ("onerror",)),
    ("<isindex type=image src=x {}>", ("onerror",)),
    ("<input type=image src=x {}>", ("onerror",)),
    ("<track src=x {}>", ("onerror", "oncuechange")),
    ("<dialog open {}>x</dialog>", ("onclose", "oncancel", "onbeforetoggle")),
    ("<xss style=animation-name:x {}>x</xss>", ("onanimationstart", "onanimationend")),
    ("<xss style=transition:color+1s {}>x</xss>", ("ontransitionend", "ontransitionrun")),
    ("<frameset {}>", ("onload", "onpageshow")),
    ("<form {}><input type=submit></form>", ("onsubmit", "onformdata", "onreset")),
    ("<p {}>x</p>", ("onmouseover", "onpointerover", "oncopy", "onwheel", "onscrollsnapchange")),
]
SCHEMES = [
    "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "java\nscript:{}", " javascript:{}",
    "&#106;avascript:{}", "javascript&colon;{}", "\x01javascript:{}", "javascript://%0a{}",
    "data:text/html,<script>{}</script>", "vbscript:{}", "//x/%0ajavascript:{}",
    "javas&Tab;cript:{}", "feed:javascript:{}", "view-source:javascript:{}",
]  # fmt: skip
LINKED = [
    "<a href=\"{}\">x</a>", "<iframe src=\"{}\"></iframe>", "<object data=\"{}\"></object>",
    "<embed src=\"{}\">", "<form action=\"{}\"><button>x</button></form>",
    "<svg><a xlink:href=\"{}\"><text y=9>x</text></a></svg>", "<math href=\"{}\">x</math>",
    "<meta http-equiv=refresh content=\"0;url={}\">", "<base href=\"{}//\">",
]  # fmt: skip
WHOLE = [
    "<script>{}</script>", "<SCRIPT>{}</SCRIPT>", "<script >{}</script >", "<script/x>{}</script>",
    "<script\n>{}</script>", "<scr<script>ipt>{}</scr</script>ipt>", "<<script>{}//<</script>",
    "<script>/*</script>*/{}</script>", "<script type=module>{}</script>", "<script>{}<!--",
    "</title><script>{}</script>", "</textarea><script>{}</script>", "</style><script>{}</script>",
    "</script><script>{}</script>", "--><script>{}</script>", "]]><script>{}</script>",
    "</noscript><script>{}</script>", "</select><script>{}</script>", "'><script>{}</script>",
    "\"><script>{}</script>", "`><script>{}</script>", "\" autofocus onfocus={} x=\"",
    "' autofocus onfocus={} x='", "\" onmouseover={} \"", "x onerror={} ", "\"-{}-\"", "'-{}-'",
    "\\\"-{}//", "\\'-{}//", "';{}//", "\";{}//", "</script><svg onload={}>", "${{{}}}", "{{{{{}}}}}",
    "{{% {} %}}", "<svg><script>{}</script></svg>", "<svg><script href=data:,{} />",
    "<svg><script xlink:href=data:,{} />", "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><set onbegin={} attributeName=x>", "<svg><animatetransform onbegin={}>",
    "<svg><discard onbegin={}>", "<svg><image href=x onerror={}>", "<svg><use href=data:image/svg+xml,"
    "<svg id='x' onload='{}'/>#x>", "<svg><style><img src=x onerror={}></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={}>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={}>",
    "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
    "<svg></p><style><a id=\"</style><img src=x onerror={}>\">",
    "<template><script>{}</script></template>", "<iframe srcdoc=\"<script>parent.{}</script>\">",
    "<iframe srcdoc=\"&lt;img src=x onerror=parent.{}&gt;\">", "<style>@import 'javascript:{}';</style>",
    "<style>*{{background:url(javascript:{})}}</style>", "<div style=background:url(javascript:{})>",
    "<div style=width:expression({})>", "<x style=behavior:url(#default#time2) onbegin={}>",
    "<!--[if gte IE 4]><script>{}</script><![endif]-->", "<?xml-stylesheet href=\"javascript:{}\"?>",
    "<!DOCTYPE x [<!ENTITY y '<script>{}</script>'>]>&y;", "<xml:namespace onload={}>",
    "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "\\u003cscript>{}\\u003c/script>",
    "%3Cscript%3E{}%3C/script%3E", "+ADw-script+AD4-{}+ADw-/script+AD4-", "＜script＞{}＜/script＞",
    "<\u0000script>{}</script>", "<ſcript>{}</ſcript>", "<img src=x onerror=\u2028{}>",
    "<img src=x onerror=&#x5f;&#x5f;ran(1) x={}>", "<img src=x onerror=window['__ran'](1) x={}>",
    "<img src=x onerror=eval(atob('X19yYW4oMSk=')) x={}>", "<img src=x onerror=[1].map(__ran) x={}>",
    "<img src=x onerror=setTimeout`\\x5f\\x5fran(1)` x={}>", "<img src=x:x onerror={} />",
    "<img \"\"\"><script>{}</script>\">", "<img src=x\x0conerror={}>", "<a/href=javascript:{}>x",
    "<div hx-on:load={}>x</div>", "<div hx-on::after-swap={} hx-get=/ hx-trigger=load>x</div>",
    "<div hx-vals='js:{{x:{}}}' hx-get=/ hx-trigger=load>x</div>", "<div data-hx-on-load={}>x</div>",
    "<button popovertarget=x onclick={}>x</button><div popover id=x onbeforetoggle={}>x</div>",
    "<link rel=prerender href=javascript:{}>", "<input onfocus={} autofocus list=x><datalist id=x>",
    "<br size=\"&{{{}}}\">", "<table background=javascript:{}><td>x</table>", "<bgsound src=javascript:{}>",
    "<layer src=javascript:{}></layer>", "<applet code=javascript:{}></applet>", "*<img src=x onerror={}>*",
    "｜字《<img src=x onerror={}>》", "[x](javascript:{})", "![x](x\"onerror=\"{})", "「<svg onload={}>」",
]  # fmt: skip


def _all():
    for shape, events in BY_ITSELF:
        yield from (shape.format(f"{event}={RUN}") for event in events)
    for shape in LINKED:
        yield from (shape.format(scheme.format(TOP)) for scheme in SCHEMES)
    yield from (shape.format(RUN, RUN) for shape in WHOLE)


PAYLOADS = sorted({text.replace("\0", "\ufffd") for text in _all()})
"""Without NUL: no form field of ours takes one (tests/walls/nasty.py sends it everywhere)."""
