package io.github.reel4j.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Parses documents. Gives headings the anchors that GitHub gives them, and removes comments. */
final class PageParser {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), AutolinkExtension.create());

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private final Problems problems;

    PageParser(Problems problems) {
        this.problems = problems;
    }

    Page parse(Path source, String text) {
        Node document = parser.parse(text);
        document.accept(new HtmlRemoval(source));
        document.accept(new TableBoxes());
        IdGenerator anchors = IdGenerator.builder().defaultId("section").build();
        List<Page.Section> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String title = textOf(heading);
                headings.add(new Page.Section(heading, anchors.generateId(title), title));
            }
        });
        Page page = new Page(source, document, headings);
        long titles =
                headings.stream().filter(each -> each.heading().getLevel() == 1).count();
        if (titles != 1) {
            problems.add(source, titles + " headings of level 1; a page has exactly 1");
        }
        return page;
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    /** Removes comments. Other HTML is a problem, because it is rendered as text. */
    private final class HtmlRemoval extends AbstractVisitor {

        private final Path source;

        HtmlRemoval(Path source) {
            this.source = source;
        }

        @Override
        public void visit(HtmlBlock html) {
            remove(html, html.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            remove(html, html.getLiteral());
        }

        private void remove(Node node, String literal) {
            if (literal.strip().startsWith("<!--") && literal.strip().endsWith("-->")) {
                node.unlink();
            } else if (literal.equals("<br>")) { // cells of tables have no other way to break a line
                node.insertBefore(new HardLineBreak());
                node.unlink();
            } else {
                problems.add(source, node, "HTML is not rendered; write Markdown or a code span: " + literal.strip());
            }
        }
    }

    /** A box around a table that is wider than the page. */
    static final class ScrollBox extends CustomBlock {}

    private static final class TableBoxes extends AbstractVisitor {
        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock && !(block.getParent() instanceof ScrollBox)) {
                ScrollBox box = new ScrollBox();
                block.insertBefore(box);
                box.appendChild(block);
            }
        }
    }
}
