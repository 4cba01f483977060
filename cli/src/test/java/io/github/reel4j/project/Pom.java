package io.github.reel4j.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom.xml without inherited or interpolated values. */
final class Pom {

    private final Element project;

    private Pom(Element project) {
        this.project = project;
    }

    static Pom at(Path file) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** Returns the texts of the elements at {@code path}, which has the element names from the root down. */
    List<String> texts(String path) {
        return elements(path).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    Optional<String> text(String path) {
        return texts(path).stream().findFirst();
    }

    /** Returns the child texts by name, of each element at {@code path}. */
    List<Map<String, String>> maps(String path) {
        return elements(path).stream().map(Pom::map).toList();
    }

    private static Map<String, String> map(Element parent) {
        Map<String, String> texts = new TreeMap<>();
        for (Element child : children(parent)) {
            texts.put(child.getTagName(), child.getTextContent().strip());
        }
        return texts;
    }

    private List<Element> elements(String path) {
        List<Element> found = List.of(project);
        for (String name : List.of(path.split("/", -1))) {
            found = found.stream()
                    .flatMap(element -> children(element).stream())
                    .filter(child -> child.getTagName().equals(name))
                    .toList();
        }
        return found;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
