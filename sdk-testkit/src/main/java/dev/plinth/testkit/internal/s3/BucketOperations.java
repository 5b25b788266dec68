package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageSettings;

/** Buckets. */
record BucketOperations(StorageCore core) {
    Reply list(S3Request request) {
        Xml xml = Xml.of("ListAllMyBucketsResult").open("Buckets");
        core.buckets()
                .visible(request.caller())
                .forEach(bucket -> xml.open("Bucket")
                        .text("Name", bucket.name())
                        .text("CreationDate", Rows.date(bucket.createdAt()))
                        .close());
        return xml.reply(200);
    }

    Reply head(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Reply.of(200).header("x-amz-bucket-region", region());
    }

    /** Whatever the body says of where the bucket is to be, it is here. */
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
                .text("Status", "Suspended")
                .text("MfaDelete", "Disabled")
                .reply(200);
    }

    private String region() {
        return core.settings().get(StorageSettings.STORAGE_S3_REGION);
    }
}
