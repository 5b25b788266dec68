package dev.plinth.tests.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes answers that are almost good: the same ones for the same seed. */
final class Mutations {

    /** What stands where something else is expected, as JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "-1e-400",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999999999",
            "9".repeat(900),
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"-1\"",
            "\"99999999999999999999\"",
            "\"\\u0000\\r\\n\"",
            "\"\\ud800\"",
            "\"2026-13-45T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-999999999-01-01T00:00:00-18:00\"",
            "\"0000-00-00\"",
            "\"http://[\"",
            "\"http://x:99999/\"",
            "\"//\"",
            "\"%zz\"",
            "\"../..\"",
            "\"a.b.c\"",
            "\"eyJhbGciOiJIUzI1NiJ9.bnVsbA.x\"",
            "\"eyJhbGciOm51bGx9.eyJleHAiOjFlNDAwfQ.x\"",
            "\"" + "x".repeat(100_000) + "\"",
            "{}",
            "{\"\":null}",
            "{\"a\":{\"a\":[null,1,\"x\"]}}",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"x\",{}]",
            "[".repeat(90) + "]".repeat(90),
            "{\"a\":".repeat(400) + "1" + "}".repeat(400),
            "[".repeat(3000) + "]".repeat(3000));

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("UTF-32"));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "text/html",
            "text/plain; charset=iso-8859-1",
            "image/png",
            "application/",
            ";",
            "",
            "multipart/form-data; boundary=",
            "application/xml");

    private static final List<String> HEADERS = List.of(
            "ETag: \"abc\"",
            "ETag: W/",
            "ETag: \"",
            "Content-Range: bytes 0-6/7",
            "Content-Range: bytes */-1",
            "Content-Range: 9-1/x",
            "Last-Modified: soon",
            "Last-Modified: Wed, 99 Oct 99999 07:28:00 GMT",
            "Date: 0",
            "Retry-After: 99999999999",
            "Retry-After: -1",
            "X-Total-Count: many",
            "X-Total-Count: -99999999999999999999",
            "Link: <http://[>; rel=\"next\"",
            "Link: <?page=99999999999999999999>; rel=next, <>; rel=last",
            "Cache-Control: max-age=99999999999999999999",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Content-Disposition: attachment; filename*=utf-8''%zz",
            "Content-Language: ",
            "Location: /",
            "Location: http://x:99999/",
            "x-sb-error-code: ",
            "sb-request-id: ",
            "Accept-Ranges: none");

    private static final List<Integer> FAILURES =
            List.of(201, 202, 204, 206, 302, 304, 307, 400, 401, 403, 404, 409, 413, 416, 422, 429, 500, 503, 544, 999);

    private static final String TWICE = "@twice@";

    private final Random random;
    private final String[] good;

    Mutations(long seed, String[] good) {
        random = new Random(seed);
        this.good = good;
    }

    /** Returns an index for whoever has a choice of things. */
    int choice(int size) {
        return random.nextInt(size);
    }

    /** Returns the next answer. */
    Mutant next() {
        // The first ones are objects and lists, which is what nearly every operation wants.
        String text = good[random.nextInt(3) == 0 ? random.nextInt(good.length) : random.nextInt(4)];
        if (random.nextInt(8) > 0) {
            text = mutated(text);
        }
        byte[] body = random.nextInt(4) == 0 ? spoiled(text) : text.getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>();
        if (random.nextInt(8) > 0) {
            boolean right = random.nextInt(3) > 0;
            headers.add("Content-Type: " + (right ? TYPES.get(0) : any(TYPES)));
        }
        while (random.nextInt(3) == 0) {
            headers.add(any(HEADERS));
        }
        int status = random.nextInt(5) == 0 ? any(FAILURES) : 200;
        return new Mutant(status, headers, body, random.nextInt(12) == 0 ? 1 + random.nextInt(100) : 0);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Changes few of the values, or many. */
    private String mutated(String json) {
        if (json.isEmpty()) {
            return json;
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(json);
            int oneOf = any(List.of(1, 3, 10, 40));
            return change(tree, oneOf).toString().replace(TWICE, "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode change(JsonNode node, int oneOf) throws JsonProcessingException {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                object.set(name, change(object.get(name), oneOf));
                field(object, name, oneOf);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, change(array.get(i), oneOf));
            }
            if (random.nextInt(oneOf + 1) == 0) {
                array.add(value());
            }
        } else if (random.nextInt(oneOf) == 0) {
            return value();
        }
        return node;
    }

    private void field(ObjectNode object, String name, int oneOf) throws JsonProcessingException {
        if (random.nextInt(oneOf * 4) != 0) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(TWICE + name, value());
            default -> object.set(name, value());
        }
    }

    /** A raw value goes through as it is written: a number's digits stay, however many there are. */
    private JsonNode value() {
        return Json.MAPPER.getNodeFactory().rawValueNode(new com.fasterxml.jackson.databind.util.RawValue(any(VALUES)));
    }

    /** Changes the bytes: encodings, cuts, what stands before and after. */
    private byte[] spoiled(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> text.replace("a@b.co", "é@ü.co").getBytes(any(CHARSETS));
            case 1 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, utf8);
            case 2 -> Arrays.copyOf(utf8, random.nextInt(utf8.length + 1));
            case 3 -> invalid(utf8);
            case 4 -> joined(utf8, "} trailing".getBytes(StandardCharsets.UTF_8));
            case 5 -> joined(")]}',\n".getBytes(StandardCharsets.UTF_8), utf8);
            case 6 -> joined("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), utf8);
            default -> new byte[random.nextInt(300_000)];
        };
    }

    private byte[] invalid(byte[] utf8) {
        for (int i = 0; i < utf8.length; i += 1 + random.nextInt(60)) {
            utf8[i] = (byte) (0x80 + random.nextInt(0x80));
        }
        return utf8;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
