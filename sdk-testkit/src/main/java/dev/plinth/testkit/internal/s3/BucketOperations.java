package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.Buckets;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.util.Map;

/** Buckets. */
final class BucketOperations {
    private final StorageCore core;
    private final Buckets buckets;

    BucketOperations(StorageCore core) {
        this.core = core;
        this.buckets = new Buckets(core);
    }

    void register(Map<S3Operation, S3Handler> handlers) {
        handlers.put(S3Operation.LIST_BUCKETS, this::list);
        handlers.put(S3Operation.HEAD_BUCKET, this::head);
        handlers.put(S3Operation.CREATE_BUCKET, this::create);
        handlers.put(S3Operation.DELETE_BUCKET, this::delete);
        handlers.put(S3Operation.GET_BUCKET_LOCATION, this::location);
        handlers.put(S3Operation.GET_BUCKET_VERSIONING, this::versioning);
    }

    private Reply list(S3Request request) {
        Xml xml = Xml.of("ListAllMyBucketsResult").open("Buckets");
        buckets.visible(request.caller())
                .forEach(bucket -> xml.open("Bucket")
                        .text("Name", bucket.name())
                        .text("CreationDate", Rows.date(bucket.createdAt()))
                        .close());
        return xml.reply(200);
    }

    private Reply head(S3Request request) {
        buckets.visible(request.caller(), request.bucket());
        return Reply.of(200).header("x-amz-bucket-region", region());
    }

    /** Whatever the body says of where the bucket is to be, it is here. */
    private Reply create(S3Request request) {
        boolean isPublic = request.header("x-amz-acl", "").equals("public-read");
        buckets.create(request.caller(), request.bucket(), isPublic);
        return Reply.of(200).header("location", "/" + request.bucket());
    }

    private Reply delete(S3Request request) {
        buckets.delete(request.caller(), request.bucket());
        return Reply.of(204);
    }

    private Reply location(S3Request request) {
        buckets.visible(request.caller(), request.bucket());
        return Xml.textOf("LocationConstraint", region());
    }

    private Reply versioning(S3Request request) {
        buckets.visible(request.caller(), request.bucket());
        return Xml.of("VersioningConfiguration")
                .text("Status", "Suspended")
                .text("MfaDelete", "Disabled")
                .reply(200);
    }

    private String region() {
        return core.settings().get(StorageSettings.STORAGE_S3_REGION);
    }
}
