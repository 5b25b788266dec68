package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.NotFoundException;
import java.time.Instant;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What goes over the wire for buckets, straight to a project, held against exchanges with the real server. */
class DirectBucketsWireTest extends DirectWireTestCase {

    @Test
    @Covers("POST /bucket")
    void createsBuckets() {
        wire.plays("buckets/create.full");
        wire.client()
                .buckets()
                .create("b2", o -> o.isPublic(true).fileSizeLimit(1048576).allowedMimeTypes("image/png", "image/*"));
        wire.sentAs("buckets/create.full");
    }

    @Test
    @Covers("GET /bucket/{id}")
    void describesBuckets() {
        wire.plays("buckets/get.full").plays("buckets/get.missing");
        BucketInfo info = wire.client().buckets().get("b2");
        wire.sentAs("buckets/get.full");
        assertThat(info.allowedMimeTypes()).containsExactly("image/png", "image/*");
        assertThat(info.createdAt()).contains(Instant.parse("2026-11-21T19:13:57.111Z"));
        assertThat(info.owner()).isEmpty();
        assertThatThrownBy(() -> wire.client().buckets().get("nope")).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Covers("GET /bucket")
    void listsBuckets() {
        wire.plays("buckets/list.search");
        BucketInfo first =
                wire.client().buckets().list(o -> o.search("b1")).first().orElseThrow();
        wire.sentAs("buckets/list.search");
        assertThat(first.type()).contains("STANDARD");
        assertThat(first.fileSizeLimit()).isEmpty();
    }

    @Test
    @Covers("PUT /bucket/{id}")
    void changesBuckets() {
        wire.plays("buckets/update.limits").plays("buckets/update.null_limits");
        Buckets buckets = wire.client().buckets();
        buckets.update("b1", p -> p.isPublic(false).fileSizeLimit("1mb").allowedMimeTypes("image/png"));
        buckets.update("b1", p -> p.clearFileSizeLimit().clearAllowedMimeTypes());
        wire.sentAs("buckets/update.limits");
        wire.sentAs("buckets/update.null_limits");
    }

    @Test
    @Covers({"POST /bucket/{id}/empty", "DELETE /bucket/{id}"})
    void emptiesAndDeletesBuckets() {
        wire.plays("buckets/empty.already_empty")
                .plays("buckets/delete.ok_no_body")
                .plays("buckets/delete.not_empty");
        Buckets buckets = wire.client().buckets();
        buckets.empty("b10");
        buckets.delete("b7");
        assertThatThrownBy(() -> buckets.delete("b6")).isInstanceOf(ConflictException.class);
        RecordedRequest emptied = wire.sentAs("buckets/empty.already_empty");
        assertThat(emptied.getHeaders().get("Content-Type")).isNull();
        wire.sentAs("buckets/delete.ok_no_body");
    }
}
