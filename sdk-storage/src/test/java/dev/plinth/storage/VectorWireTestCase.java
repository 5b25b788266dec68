package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.storage.vectors.VectorIndex;
import java.util.ArrayList;
import java.util.List;

/** The set-up of tests that check the requests for vector buckets. */
abstract class VectorWireTestCase extends DirectWireTestCase {

    private static final String ROUTES = "/storage/v1/vector/";

    final VectorIndex index() {
        return wire.client().vectors().bucket("vec1").index("idx");
    }

    /** Checks the operation and the body of the next request. Single quotes are replaced by double quotes. */
    final void sentOperation(String operation, String body) {
        String sent = Wire.body(sent("POST", ROUTES + operation));
        assertThat(Wire.json(sent)).isEqualTo(Wire.json(body.replace('\'', '"')));
    }

    /** Returns the number of items that each of the next requests has in a field. */
    final List<Integer> sizes(String operation, String field, int requests) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            String sent = Wire.body(sent("POST", ROUTES + operation));
            sizes.add(Wire.json(sent).path(field).size());
        }
        return sizes;
    }
}
