package io.patchbay.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The services without which components do not come up, as their descriptions have them. */
final class WantedServices {
    private static final String DESCRIPTIONS = "Service-Component";
    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private WantedServices() {}

    /** Of all components of a bundle; a description that cannot be read wants nothing, because SCR's own words are in the log. */
    static List<String> of(Bundle bundle) {
        List<String> wanted = new ArrayList<>();
        Optional<String> header = Optional.ofNullable(bundle.getHeaders("").get(DESCRIPTIONS));
        for (String path :
                header.map(paths -> List.of(paths.split("\\s*,\\s*"))).orElse(List.of())) {
            int slash = path.lastIndexOf('/');
            Optional.ofNullable(bundle.findEntries(path.substring(0, slash + 1), path.substring(slash + 1), false))
                    .ifPresent(found -> Collections.list(found).forEach(entry -> wanted.addAll(of(entry))));
        }
        return wanted.stream().distinct().sorted().toList();
    }

    private static List<String> of(URL description) {
        try (InputStream xml = description.openStream()) {
            return of(xml);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** @throws IOException if it is no component description */
    static List<String> of(InputStream description) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(DISALLOW_DOCTYPE, true);
            NodeList references =
                    factory.newDocumentBuilder().parse(description).getElementsByTagName("reference");
            List<String> wanted = new ArrayList<>();
            for (int number = 0; number < references.getLength(); number++) {
                Element reference = (Element) references.item(number);
                boolean optional = Arrays.asList("0..1", "0..n").contains(reference.getAttribute("cardinality"));
                if (!optional) {
                    wanted.add(reference.getAttribute("interface"));
                }
            }
            return wanted;
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IOException("no component description: " + broken.getMessage(), broken);
        }
    }
}
