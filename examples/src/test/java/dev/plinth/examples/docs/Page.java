package dev.plinth.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs on a page of the documentation. */
record Page(String name, List<String> statements, List<String> compiledOnly, List<String> classes) {

    private static final Pattern BLOCK =
            Pattern.compile("(<!-- compile only -->\\s*)?```java\\n(.*?)\\n```", Pattern.DOTALL);

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public |final |abstract )*(class|record|interface) \\w+");

    static Page read(Path file) throws IOException {
        Page page = new Page(file.getFileName().toString(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Matcher block = BLOCK.matcher(Files.readString(file));
        while (block.find()) {
            String code = block.group(2);
            List<String> kind = TYPE.matcher(code).find()
                    ? page.classes
                    : block.group(1) == null ? page.statements : page.compiledOnly;
            kind.add(code);
        }
        return page;
    }

    @Override
    public String toString() {
        return name;
    }
}
