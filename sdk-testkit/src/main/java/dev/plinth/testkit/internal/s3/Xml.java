package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Exchange.BodyTooLargeException;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XML document in a response: a tree of JSON whose members become elements, one for each value of an array. It is
 * written as the server's own library does: on one line, with {@code <Name/>} for elements without content.
 */
record Xml(String root, ObjectNode content) {
    private static final int LIMIT = 8 << 20;
    private static final String TYPE = "application/xml; charset=utf-8";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    /** A document whose root element has S3's namespace. */
    static Xml of(String root) {
        return new Xml(root, Json.object());
    }

    /** A document that is one element with text. */
    static Reply textOf(String root, String text) {
        return reply(200, root, Json.node(text));
    }

    /** Adds an element, or one for each item of a list; none at all for null. */
    Xml with(String name, @Nullable Object value) {
        content.set(name, Json.node(value));
        return this;
    }

    /** Adds an element for each item of a list. */
    <T> Xml with(String name, List<T> items, Function<T, ObjectNode> element) {
        return with(name, items.stream().map(element).toList());
    }

    Reply reply(int status) {
        return reply(status, root, content);
    }

    private static Reply reply(int status, String root, JsonNode content) {
        return Reply.text(status, TYPE, HEAD + element(root, NAMESPACE, content));
    }

    private static String element(String name, String attributes, JsonNode value) {
        StringBuilder content = new StringBuilder();
        if (value.isArray()) {
            value.forEach(item -> content.append(element(name, attributes, item)));
            return content.toString();
        }
        if (value.isNull()) {
            return "";
        }
        value.properties().forEach(member -> content.append(element(member.getKey(), "", member.getValue())));
        content.append(escaped(value.asText()));
        return "<" + name + attributes + (content.isEmpty() ? "/>" : ">" + content + "</" + name + ">");
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[^\t\n\r\\x20-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD")
                .replace("\r", "&#xD;");
    }

    /**
     * The shape of a request's body: a list of flat records.
     *
     * @param root the name of the document's element
     * @param record the name of the elements in it
     * @param required whether the document and at least one record are required
     * @param fields the elements that each record must have
     */
    record Shape(String root, String record, boolean required, List<String> fields) {
        /**
         * Reads the records' texts by the names of their elements; empty if there is no XML. A body whose content type
         * is not XML is not read.
         */
        Optional<List<Map<String, String>>> read(Exchange exchange) throws IOException {
            String type = exchange.headerOr("content-type", "")
                    .toLowerCase(Locale.ROOT)
                    .strip();
            if (!type.startsWith("application/xml") && !type.startsWith("text/xml")) {
                return Optional.empty();
            }
            try {
                byte[] body = exchange.bodyBytes(LIMIT);
                return body.length == 0 ? Optional.empty() : Optional.of(parse(body));
            } catch (BodyTooLargeException e) {
                throw StorageError.BODY_TOO_LARGE.get();
            } catch (XMLStreamException e) {
                throw StorageError.MALFORMED_XML.get();
            }
        }

        private List<Map<String, String>> parse(byte[] body) throws XMLStreamException {
            List<Map<String, String>> records = new ArrayList<>();
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            boolean found = false;
            int elements = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                StorageError.MALFORMED_XML.throwIf(event == XMLStreamConstants.DTD);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    found |= elements++ == 0 && reader.getLocalName().equals(root);
                    if (reader.getLocalName().equals(record)) {
                        records.add(fields(reader));
                    }
                }
            }
            refuseIf(!found && required, "Body must have required property '" + root + "'");
            if (found) {
                check(elements > 1, records);
            }
            return records;
        }

        private void check(boolean rootHasElements, List<Map<String, String>> records) {
            String where = "Body, " + root;
            refuseIf(!rootHasElements, where + " must be object");
            refuseIf(required && records.isEmpty(), where + " must have required property '" + record + "'");
            for (int i = 0; i < records.size(); i++) {
                String item = where + ", " + record + ", " + i;
                refuseIf(records.get(i).isEmpty(), item + " must be object");
                for (String field : fields) {
                    refuseIf(!records.get(i).containsKey(field), item + " must have required property '" + field + "'");
                }
            }
        }

        private static void refuseIf(boolean wrong, String message) {
            StorageError.INVALID_REQUEST.throwIf(wrong, message);
        }

        private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
            Map<String, String> fields = new HashMap<>();
            while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
                fields.put(reader.getLocalName(), reader.getElementText());
            }
            return fields;
        }

        /** A factory whose readers ignore definitions, files and the network. */
        private static XMLInputFactory factory() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            return factory;
        }
    }
}
