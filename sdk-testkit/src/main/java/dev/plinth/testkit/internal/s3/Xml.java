package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Writes a document as the server's own library does: on one line, elements without content closed in themselves. */
final class Xml {
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
}
