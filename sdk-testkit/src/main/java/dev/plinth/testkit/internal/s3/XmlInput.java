package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BodyTooLargeException;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
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

/** Reads the bodies that are lists of flat records; whatever is not XML by its content type is not read at all. */
final class XmlInput {
    private static final int LIMIT = 8 << 20;

    private XmlInput() {}

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
            if (wrong) {
                throw StorageError.INVALID_REQUEST.with(message);
            }
        }
    }

    /** The records' texts by the names of their elements; empty when there is no XML. */
    static Optional<List<Map<String, String>>> records(Exchange exchange, Shape shape) throws IOException {
        if (!isXml(exchange.header("content-type"))) {
            return Optional.empty();
        }
        byte[] body = read(exchange);
        return body.length == 0 ? Optional.empty() : Optional.of(parse(body, shape));
    }

    private static boolean isXml(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT).strip();
        return type.startsWith("application/xml") || type.startsWith("text/xml");
    }

    private static byte[] read(Exchange exchange) throws IOException {
        try {
            return exchange.bodyBytes(LIMIT);
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
                if (event == XMLStreamConstants.DTD) {
                    throw StorageError.MALFORMED_XML.get();
                }
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
