package dev.plinth.benchmarks;

/**
 * The head of a request.
 *
 * @param path the path, without the query
 * @param query the query, empty if there is none
 * @param text the whole head, up to the empty line
 */
record RequestHead(String method, String path, String query, String text) {

    static RequestHead parse(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        String target = text.substring(first + 1, second);
        int query = target.indexOf('?');
        return new RequestHead(
                text.substring(0, first),
                query < 0 ? target : target.substring(0, query),
                query < 0 ? "" : target.substring(query + 1),
                text);
    }

    /** Returns the value of a header, empty if it is not there. */
    String header(String name) {
        for (int line = next(0); line < text.length(); line = next(line)) {
            if (text.regionMatches(true, line, name, 0, name.length()) && text.charAt(line + name.length()) == ':') {
                return text.substring(line + name.length() + 1, next(line) - 2).strip();
            }
        }
        return "";
    }

    private int next(int line) {
        return text.indexOf("\r\n", line) + 2;
    }

    /** Returns the length of the body; 0 if there is none, -1 if it comes in chunks. */
    long length() {
        String length = header("Content-Length");
        if (!length.isEmpty()) {
            return Long.parseLong(length);
        }
        return header("Transfer-Encoding").isEmpty() ? 0 : -1;
    }

    /** Returns the size that the object's name begins with. */
    long size() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int end = name.indexOf('-');
        return Long.parseLong(end < 0 ? name : name.substring(0, end));
    }
}
