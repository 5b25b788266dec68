package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.MultipartUpload;
import dev.plinth.testkit.internal.storage.MultipartUpload.Part;
import dev.plinth.testkit.internal.storage.ObjectWriter;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Makes an upload in parts an object. */
final class MultipartCompletion {
    private static final XmlInput.Shape PARTS =
            new XmlInput.Shape("CompleteMultipartUpload", "Part", false, List.of("PartNumber", "ETag"));

    private final StorageCore core;
    private final ObjectWriter writer;

    MultipartCompletion(StorageCore core) {
        this.core = core;
        this.writer = new ObjectWriter(core);
    }

    Reply complete(S3Request request) throws IOException {
        List<Map<String, String>> named =
                XmlInput.records(request.exchange(), PARTS).orElse(List.of());
        MultipartUpload upload = MultipartOperations.find(core, request);
        writer.checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        List<Part> parts = parts(upload, named);
        NavigableMap<Integer, Part> taken = core.multipart().take(upload);
        StoredObject object;
        try (InputStream joined = new JoinedParts(parts);
                BodyStore.Incoming content = core.state().bodies().receive(joined, Long.MAX_VALUE)) {
            object = writer.store(upload.target(), content);
        } catch (IOException | RuntimeException e) {
            core.multipart().giveBack(upload, taken);
            throw e;
        }
        core.multipart().delete(upload);
        return Xml.of("CompleteMultipartUploadResult")
                .text("Location", upload.bucket() + "/" + upload.key())
                .text("Bucket", upload.bucket())
                .text("Key", upload.key())
                .text("ETag", object.metadata().eTag())
                .reply(200);
    }

    /** The parts that are named, in that order; all of them, when none is. */
    private List<Part> parts(MultipartUpload upload, List<Map<String, String>> named) {
        NavigableMap<Integer, Part> present = core.multipart().parts(upload);
        if (named.isEmpty()) {
            return List.copyOf(present.values());
        }
        List<Part> parts = new ArrayList<>();
        for (Map<String, String> part : named) {
            int number = number(part.getOrDefault("PartNumber", ""));
            Part found = present.get(number);
            if (found == null) {
                throw StorageError.MISSING_PART.with(number, upload.id().toString());
            }
            if (!found.md5().equals(part.getOrDefault("ETag", "").strip().replaceAll("^\"|\"$", ""))) {
                throw StorageError.INVALID_ETAG.with(number);
            }
            parts.add(found);
        }
        return parts;
    }

    private static int number(String text) {
        if (!text.strip().matches("[0-9]{1,5}")) {
            throw StorageError.MALFORMED_XML.get();
        }
        return Integer.parseInt(text.strip());
    }
}
