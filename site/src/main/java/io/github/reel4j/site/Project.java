package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * What the site takes from the POM.
 *
 * @param version the version of the project
 * @param url the address of the repository on the web
 */
record Project(String version, String url) {

    static Project of(Path pom) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            XPath path = XPathFactory.newInstance().newXPath();
            String url = path.evaluate("/project/scm/url", document);
            if (url.isEmpty()) {
                throw new IOException(pom + " has no scm/url, which links to sources need");
            }
            return new Project(path.evaluate("/project/version", document), url);
        } catch (ParserConfigurationException | SAXException | XPathExpressionException e) {
            throw new IOException("cannot read " + pom, e);
        }
    }
}
