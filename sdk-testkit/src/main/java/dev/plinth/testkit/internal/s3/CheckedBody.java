package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A body that is held against what was said of it, in headers and after its last chunk, when it ends. */
final class CheckedBody extends BlockInput {
    private static final List<String> HEADERS = List.of(
            "content-md5",
            "x-amz-content-sha256",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256");
    private static final int HASH_LENGTH = 64;

    private final @Nullable ChunkedBody chunks;
    private final Map<String, String> claims = new TreeMap<>();
    private final Map<String, Sum> sums = new TreeMap<>();

    CheckedBody(InputStream in, Exchange exchange) {
        super(in);
        this.chunks = in instanceof ChunkedBody chunked ? chunked : null;
        for (String name : HEADERS) {
            String claim = exchange.header(name);
            if (claim != null && isOfTheContent(name, claim)) {
                claims.put(name, claim);
                reckon(name);
            }
        }
        String trailer = exchange.header("x-amz-trailer");
        if (chunks != null && trailer != null) {
            List.of(trailer.toLowerCase(Locale.ROOT).split(",", -1)).forEach(name -> reckon(name.strip()));
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count < 0) {
            check();
        } else {
            sums.values().forEach(sum -> sum.update(into, offset, count));
        }
        return count;
    }

    private void check() {
        if (chunks != null) {
            chunks.verifyTrailers();
            claims.putAll(chunks.trailers());
        }
        sums.forEach((name, sum) -> {
            String claim = claims.get(name);
            if (claim != null && !claim.equals(sum.value())) {
                throw StorageError.INVALID_CHECKSUM.with(name);
            }
        });
        sums.clear();
    }

    private void reckon(String name) {
        Sum.of(name).ifPresent(sum -> sums.put(name, sum));
    }

    /** Words in place of the hash say that there is none; and a hash of the framing is none of the content. */
    private boolean isOfTheContent(String name, String claim) {
        boolean hash = name.equals("x-amz-content-sha256");
        return chunks == null ? !hash || claim.length() == HASH_LENGTH : name.startsWith("x-amz-checksum-");
    }
}
