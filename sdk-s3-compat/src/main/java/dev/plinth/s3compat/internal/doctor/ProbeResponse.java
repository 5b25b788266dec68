package dev.plinth.s3compat.internal.doctor;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a response that a diagnosis needs. */
record ProbeResponse(int status, String contentType, String body, Optional<Instant> date) {

    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Pattern JSON_MESSAGE = Pattern.compile("\"(?:message|msg|error)\"\\s*:\\s*\"([^\"]{1,200})\"");

    /** Returns whether this is a response of S3. */
    boolean isS3() {
        return body.contains("<ListAllMyBucketsResult") || (body.contains("<Error") && body.contains("<Code>"));
    }

    boolean isSuccess() {
        return status == 200 && isS3();
    }

    String code() {
        return find(CODE).orElse("");
    }

    String message() {
        return find(MESSAGE).or(() -> find(JSON_MESSAGE)).orElse("");
    }

    /** Describes a response that is not S3's. */
    String describe() {
        String description = contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
                ? "a web page"
                : contentType.contains("json") ? "JSON" : contentType.isEmpty() ? "nothing" : contentType;
        return description + " with status " + status + (message().isEmpty() ? "" : " (\"" + message() + "\")");
    }

    private Optional<String> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1).replaceAll("\\p{Cntrl}", " ")) : Optional.empty();
    }
}
