package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Exchange.BodyTooLargeException;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML: written as the server's own library does, on one line and elements without content closed in themselves; and
 * read, from bodies that are lists of flat records. What is not XML by its content type is not read at all.
 */
final class Xml {
    private static final int LIMIT = 8 << 20;
    private static final String TYPE = "application/xml; charset=utf-8";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final StringBuilder out = new StringBuilder(HEAD);
    private final Deque<String> open = new ArrayDeque<>();

    /** Whether nothing was written into the innermost element yet. */
    private boolean empty = true;

    private Xml() {}

    /** A document whose root element has S3's namespace. */
    static Xml of(String root) {
        Xml xml = new Xml();
        xml.out.append('<').append(root).append(NAMESPACE).append('>');
        xml.open.push(root);
        return xml;
    }

    /** A document that is one element with text. */
    static Reply textOf(String root, String text) {
        Xml xml = of(root);
        xml.empty = text.isEmpty();
        xml.escape(text);
        return xml.reply(200);
    }

    Xml open(String name) {
        out.append('<').append(name).append('>');
        open.push(name);
        empty = true;
        return this;
    }

    Xml close() {
        String name = open.pop();
        if (empty) {
            out.setLength(out.length() - 1);
            out.append("/>");
        } else {
            out.append("</").append(name).append('>');
        }
        empty = false;
        return this;
    }

    /** An element with text; none at all for null. */
    Xml text(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        open(name);
        String text = value.toString();
        empty = text.isEmpty();
        escape(text);
        return close();
    }

    Reply reply(int status) {
        while (!open.isEmpty()) {
            close();
        }
        return Reply.text(status, TYPE, out.toString());
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#xD;");
                default -> out.append(isAllowed(c) ? c : '\uFFFD');
            }
        }
    }

    /** XML 1.0 has no way to write most control characters. */
    private static boolean isAllowed(char c) {
        return c >= ' ' ? c != '\uFFFE' && c != '\uFFFF' : c == '\t' || c == '\n';
    }

    /**
     * What a body must look like.
     *
     * @param root the name of the document's element
     * @param record the name of the elements in it
     * @param required whether the document and at least one record are required
     * @param fields the elements that each record must have
     */
    record Shape(String root, String record, boolean required, List<String> fields) {
        void check(Optional<Boolean> rootHasElements, List<Map<String, String>> records) {
            if (rootHasElements.isEmpty()) {
                refuseIf(required, "Body must have required property '" + root + "'");
                return;
            }
            String where = "Body, " + root;
            refuseIf(!rootHasElements.get(), where + " must be object");
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
    }

    /** The records' texts by the names of their elements; empty when there is no XML. */
    static Optional<List<Map<String, String>>> records(Exchange exchange, Shape shape) throws IOException {
        String type =
                exchange.headerOr("content-type", "").toLowerCase(Locale.ROOT).strip();
        if (!type.startsWith("application/xml") && !type.startsWith("text/xml")) {
            return Optional.empty();
        }
        try {
            byte[] body = exchange.bodyBytes(LIMIT);
            return body.length == 0 ? Optional.empty() : Optional.of(parse(body, shape));
        } catch (BodyTooLargeException e) {
            throw StorageError.BODY_TOO_LARGE.get();
        }
    }

    private static List<Map<String, String>> parse(byte[] body, Shape shape) {
        List<Map<String, String>> records = new ArrayList<>();
        Optional<Boolean> rootHasElements = Optional.empty();
        int elements = 0;
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                int event = reader.next();
                StorageError.MALFORMED_XML.throwIf(event == XMLStreamConstants.DTD);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    boolean root = elements++ == 0;
                    boolean found = root && reader.getLocalName().equals(shape.root());
                    rootHasElements =
                            root ? Optional.of(false).filter(none -> found) : rootHasElements.map(has -> true);
                    if (reader.getLocalName().equals(shape.record())) {
                        records.add(record(reader));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw StorageError.MALFORMED_XML.get();
        }
        shape.check(rootHasElements, records);
        return records;
    }

    private static Map<String, String> record(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
            fields.put(reader.getLocalName(), reader.getElementText());
        }
        return fields;
    }

    /** One that looks at nothing but the document: no definitions, no files, no network. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
