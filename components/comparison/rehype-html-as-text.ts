type Node = { type: string; value?: string; children?: Node[] };

/** HTML in an answer is shown as the text it is: nothing of it is rendered, and nothing is lost. */
export function rehypeHtmlAsText() {
  return (tree: Node): void => {
    const open = [tree];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === "raw") node.type = "text";
      if (node.children) open.push(...node.children);
    }
  };
}
