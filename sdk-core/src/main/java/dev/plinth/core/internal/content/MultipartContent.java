package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A {@code multipart/form-data} body with some text fields followed by one file: the Storage server reads only the
 * fields before the file.
 */
public final class MultipartContent implements Content, ReleasableContent {

    private final String boundary;
    private final Map<String, String> fields;
    private final String fileType;
    private final byte[] head;
    private final Content file;
    private final byte[] tail;

    /**
     * Creates a form.
     *
     * @param boundary separates the parts; must not occur in them
     * @param fields the text fields
     * @param file the file, sent as field {@code file} under a constant name: the object's key is in the URL
     * @param contentType the file's media type
     */
    public MultipartContent(String boundary, Map<String, String> fields, Content file, String contentType) {
        this.boundary = boundary;
        this.file = file;
        this.fields = Map.copyOf(fields);
        this.fileType = contentType;
        refuseControls("the content type", contentType);
        fields.forEach((name, value) -> refuseControls("the field " + name, value));
        List<String> lines = new ArrayList<>();
        fields.forEach((name, value) -> {
            lines.add("--" + boundary);
            lines.add("Content-Disposition: form-data; name=\"" + name + "\"");
            lines.add("");
            lines.add(value);
        });
        lines.add("--" + boundary);
        lines.add("Content-Disposition: form-data; name=\"file\"; filename=\"file\"");
        lines.add("Content-Type: " + contentType);
        lines.add("");
        lines.add("");
        this.head = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
        this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void release() {
        ReleasableContent.release(file);
    }

    /** A line break would end the part's header, so that a value could add headers or content. */
    private static void refuseControls(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " contains a control character");
        }
    }

    /** Returns the text fields. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Returns the file's media type. */
    public String fileType() {
        return fileType;
    }

    /** Returns the file in the form. */
    public Content file() {
        return file;
    }

    @Override
    public OptionalLong length() {
        OptionalLong length = file.length();
        return length.isEmpty() ? length : OptionalLong.of(head.length + length.getAsLong() + tail.length);
    }

    @Override
    public boolean repeatable() {
        return file.repeatable();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        file.writeTo(out);
        out.write(tail);
    }

    @Override
    public Optional<String> contentType() {
        return Optional.of("multipart/form-data; boundary=" + boundary);
    }

    @Override
    public String toString() {
        return "Content[form with " + file + "]";
    }
}
