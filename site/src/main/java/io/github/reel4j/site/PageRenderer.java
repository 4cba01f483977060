package io.github.reel4j.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders the text of a page. Tables and code scroll inside boxes of their own, which the keyboard reaches. */
final class PageRenderer {

    private final Diagrams diagrams;
    private final Problems problems;

    PageRenderer(Diagrams diagrams, Problems problems) {
        this.diagrams = diagrams;
        this.problems = problems;
    }

    String render(Page page) {
        return HtmlRenderer.builder()
                .extensions(PageParser.EXTENSIONS)
                .escapeHtml(true)
                .nodeRendererFactory(context -> new Blocks(context, page))
                .build()
                .render(page.document());
    }

    private final class Blocks implements NodeRenderer {

        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;
        private final Page page;
        private final Map<Heading, String> anchors;
        private String section = "";

        Blocks(HtmlNodeRendererContext context, Page page) {
            this.context = context;
            this.html = context.getWriter();
            this.page = page;
            this.anchors = page.anchors();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, FencedCodeBlock.class, IndentedCodeBlock.class, PageParser.ScrollBox.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Heading heading) {
                heading(heading);
            } else if (node instanceof PageParser.ScrollBox box) {
                table(box);
            } else if (node instanceof FencedCodeBlock block && block.getInfo().equals("mermaid")) {
                diagram(block);
            } else if (node instanceof FencedCodeBlock block) {
                code(block.getInfo(), block.getLiteral());
            } else if (node instanceof IndentedCodeBlock block) {
                code("", block.getLiteral());
            }
        }

        private void heading(Heading heading) {
            String tag = "h" + heading.getLevel();
            html.line();
            html.tag(tag, Map.of("id", anchors.getOrDefault(heading, "")));
            children(heading);
            html.tag("/" + tag);
            html.line();
            section = page.headings().stream()
                    .filter(each -> each.heading() == heading)
                    .map(Page.Section::text)
                    .findFirst()
                    .orElse("");
        }

        private void table(PageParser.ScrollBox box) {
            html.line();
            html.tag("div", attributes("class", "box", "tabindex", "0", "role", "group", "aria-label", label("Table")));
            children(box);
            html.tag("/div");
            html.line();
        }

        private void code(String language, String literal) {
            html.line();
            html.tag("pre", Map.of("tabindex", "0"));
            html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
            html.text(literal);
            html.tag("/code");
            html.tag("/pre");
            html.line();
        }

        /** Writes the picture, and the text for readers who do not see it. */
        private void diagram(FencedCodeBlock block) {
            Optional<Diagrams.Picture> drawn = diagrams.of(block.getLiteral());
            if (drawn.isEmpty()) {
                problems.add(page.source(), block, "the diagram is not drawn; run site/draw-diagrams");
                return;
            }
            Diagrams.Picture picture = drawn.get();
            html.line();
            html.tag(
                    "div",
                    attributes(
                            "class", "box diagram", "tabindex", "0", "role", "group", "aria-label", label("Diagram")));
            html.tag("picture");
            html.tag(
                    "source",
                    attributes("media", "(prefers-color-scheme: dark)", "srcset", page.urlOf(picture.dark())),
                    true);
            html.tag(
                    "img",
                    attributes(
                            "src",
                            page.urlOf(picture.light()),
                            "alt",
                            "Its text is below.",
                            "width",
                            picture.width(),
                            "height",
                            picture.height()),
                    true);
            html.tag("/picture");
            html.tag("/div");
            html.tag("details");
            html.tag("summary");
            html.text("Text of the diagram");
            html.tag("/summary");
            code("mermaid", block.getLiteral());
            html.tag("/details");
            html.line();
        }

        private String label(String kind) {
            return section.isEmpty() ? kind : kind + ": " + section;
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }

        private Map<String, String> attributes(String... namesAndValues) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                attributes.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return attributes;
        }
    }
}
