package dev.plinth.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was recorded with the real Storage server, and where this one may differ. */
public final class Recordings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    /** The exchanges of a file, in their order. */
    public static List<JsonNode> exchanges(String file) throws IOException {
        List<JsonNode> exchanges = new ArrayList<>();
        for (String line : resource(file + ".jsonl").lines().toList()) {
            exchanges.add(JSON.readTree(line));
        }
        return exchanges;
    }

    /** The reasons why exchanges may differ, by file and name of the exchange. */
    public static Map<String, String> exceptions(String file) throws IOException {
        Map<String, String> exceptions = new LinkedHashMap<>();
        resource(file + ".txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\s+", 3))
                .forEach(parts -> exceptions.put(parts[0] + " " + parts[1], parts[2]));
        return exceptions;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Recordings.class.getResourceAsStream("/recordings/storage/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
