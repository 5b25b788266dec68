package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageSettings;

/** Buckets. */
record BucketOperations(StorageCore core) {
    Reply list(S3Request request) {
        var buckets = core.buckets().visible(request.caller()).stream()
                .map(bucket -> Json.object("Name", bucket.name(), "CreationDate", Rows.date(bucket.createdAt())))
                .toList();
        return Xml.of("ListAllMyBucketsResult")
                .with("Buckets", Json.object("Bucket", buckets))
                .reply(200);
    }

    Reply head(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Reply.of(200).header("x-amz-bucket-region", region());
    }

    /** The location in the body is ignored. */
    Reply create(S3Request request) {
        boolean isPublic = request.header("x-amz-acl", "").equals("public-read");
        core.buckets().create(request.caller(), request.bucket(), isPublic);
        return Reply.of(200).header("location", "/" + request.bucket());
    }

    Reply delete(S3Request request) {
        core.buckets().delete(request.caller(), request.bucket());
        return Reply.of(204);
    }

    Reply location(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Xml.textOf("LocationConstraint", region());
    }

    Reply versioning(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Xml.of("VersioningConfiguration")
                .with("Status", "Suspended")
                .with("MfaDelete", "Disabled")
                .reply(200);
    }

    private String region() {
        return core.settings().get(StorageSettings.STORAGE_S3_REGION);
    }
}
