package dev.plinth.core.internal.text;

/**
 * Expands path templates. Each value becomes one segment, percent-encoded once; {@code {name*}} takes a path of several
 * segments, and {@code {name+}} a path whose reserved characters are not encoded where a path may contain them (RFC
 * 3986). Values that a server or proxy would resolve or truncate ({@code .}, {@code ..}, control characters) are
 * rejected.
 */
public final class PathTemplate {

    /** The reserved characters that a path may contain unencoded. */
    private static final String PATH_MARKS = "!$&'()*+,;=:@";

    /** The Auth server compares an identifier such as {@code custom:x} without decoding it. */
    private static final String SEGMENT_MARKS = ":";

    private PathTemplate() {}

    /**
     * Expands a template.
     *
     * @throws IllegalArgumentException if a value cannot be sent unchanged
     */
    public static StringBuilder expand(String template, String... values) {
        StringBuilder path = new StringBuilder(template.length() + 48);
        int from = 0;
        for (String value : values) {
            int open = template.indexOf('{', from);
            int close = template.indexOf('}', open);
            path.append(template, from, open);
            String name = template.substring(open + 1, close);
            rejectEmpty(name, value);
            if (name.endsWith("*")) {
                appendSegments(path, name.substring(0, name.length() - 1), value, "");
            } else if (name.endsWith("+")) {
                appendSegments(path, name.substring(0, name.length() - 1), value, PATH_MARKS);
            } else {
                appendSegment(path, name, value, SEGMENT_MARKS);
            }
            from = close + 1;
        }
        return path.append(template, from, template.length());
    }

    /** Object keys may have empty segments: a slash at either end, or two in a row. */
    private static void appendSegments(StringBuilder path, String name, String value, String plain) {
        int from = 0;
        int slash = value.indexOf('/');
        while (slash >= 0) {
            appendSegment(path, name, value.substring(from, slash), plain);
            path.append('/');
            from = slash + 1;
            slash = value.indexOf('/', from);
        }
        appendSegment(path, name, value.substring(from), plain);
    }

    private static void rejectEmpty(String name, String value) {
        boolean path = name.endsWith("*") || name.endsWith("+");
        if (path ? value.isEmpty() : value.isBlank()) {
            throw new IllegalArgumentException(
                    name.replaceAll("[*+]$", "") + (value.isEmpty() ? " is empty" : " is blank"));
        }
    }

    private static void appendSegment(StringBuilder path, String name, String segment, String plain) {
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException(
                    name + " has a segment \"" + segment + "\", which a URL path cannot contain");
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException(
                        String.format("%s contains a control character (U+%04X) at index %d", name, (int) c, i));
            }
            if (Character.isSurrogate(c) && !isPaired(segment, i)) {
                throw new IllegalArgumentException(name + " contains an unpaired surrogate at index " + i);
            }
        }
        PercentEncoding.encode(path, segment, plain);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
