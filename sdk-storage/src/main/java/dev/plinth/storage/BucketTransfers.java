package dev.plinth.storage;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.DirectoryTransfer;
import dev.plinth.storage.transfer.DownloadDirectoryOptions;
import dev.plinth.storage.transfer.ParallelDownload;
import dev.plinth.storage.transfer.ParallelDownloadOptions;
import dev.plinth.storage.transfer.ResumableUpload;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import dev.plinth.storage.transfer.SyncOptions;
import dev.plinth.storage.transfer.UploadDirectoryOptions;
import dev.plinth.storage.transfer.internal.UploadHandle;
import dev.plinth.storage.transfer.internal.directory.DirectoryHandle;
import dev.plinth.storage.transfer.internal.download.DownloadHandle;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The transfers of a bucket that survive broken connections. */
public abstract class BucketTransfers extends ApiClient<Bucket> {

    final String id;
    final KeyCodec codec;

    BucketTransfers(Connection connection, String id, KeyCodec codec) {
        super(connection);
        this.id = id;
        this.codec = codec;
    }

    /**
     * Prepares a resumable upload of a file. The defaults of the options apply; see {@link #resumableUpload(String, Path, Consumer)}.
     *
     * @param key the object's name, with slashes for folders
     * @param file the file; must not change while it is being uploaded
     * @return the upload
     */
    public ResumableUpload resumableUpload(String key, Path file) {
        return resumableUpload(key, file, options -> {});
    }

    /**
     * Prepares a resumable upload of a file. Nothing is sent until it runs. TUS: {@code POST}, {@code PATCH} and {@code
     * HEAD /upload/resumable}.
     *
     * @param key the object's name, with slashes for folders
     * @param file the file; must not change while it is being uploaded
     * @param options sets what is to differ from the defaults
     * @return the upload
     * @throws dev.plinth.core.LocalIOException if there is no such regular file, or it cannot be read
     */
    public ResumableUpload resumableUpload(String key, Path file, Consumer<? super ResumableUploadOptions> options) {
        return resumableUpload(key, Content.ofFile(Arguments.required(file, "file")), options);
    }

    /**
     * Prepares a resumable upload of a content. The defaults of the options apply; see {@link #resumableUpload(String, Content, Consumer)}.
     *
     * @param key the object's name, with slashes for folders
     * @param content the content: anything that can be written again, or a stream
     * @return the upload
     */
    public ResumableUpload resumableUpload(String key, Content content) {
        return resumableUpload(key, content, options -> {});
    }

    /**
     * Prepares a resumable upload of a content. Nothing is sent until it runs. A stream, also one of unknown length, is
     * read chunk by chunk; the chunk that is being sent is kept until the server has it. A stream is closed when it ends, and
     * when the upload is complete or aborted.
     *
     * @param key the object's name, with slashes for folders
     * @param content the content: anything that can be written again, or a stream
     * @param options sets what is to differ from the defaults
     * @return the upload
     * @throws IllegalArgumentException if the content can be written only once and is no stream of
     *     {@link Content#ofStream}, or is to have a journal and is no file
     */
    public ResumableUpload resumableUpload(
            String key, Content content, Consumer<? super ResumableUploadOptions> options) {
        return UploadHandle.of(connection(), toWrite(id, key, "key"), Arguments.required(content, "content"), options);
    }

    /**
     * Prepares a download of an object in parts, several at the same time, into a file. The defaults of the options apply; see {@link #parallelDownload(String, Path, Consumer)}.
     *
     * @param key the object's name
     * @param file the file; replaced, when the download is complete, if it exists
     * @return the download
     */
    public ParallelDownload parallelDownload(String key, Path file) {
        return parallelDownload(key, file, options -> {});
    }

    /**
     * Prepares a download of an object in parts, several at the same time, into a file. Nothing is sent until it runs.
     * {@code GET /object/authenticated/{bucket}/{key}} with {@code Range}.
     *
     * @param key the object's name
     * @param file the file; replaced, when the download is complete, if it exists
     * @param options sets what is to differ from the defaults
     * @return the download
     */
    public ParallelDownload parallelDownload(String key, Path file, Consumer<? super ParallelDownloadOptions> options) {
        return DownloadHandle.of(connection(), at(key, "key"), Arguments.required(file, "file"), options);
    }

    /**
     * Prepares an upload of all files below a directory. The defaults of the options apply; see {@link #uploadDirectory(Path, Consumer)}.
     *
     * @param directory the directory
     * @return the transfer
     */
    public DirectoryTransfer uploadDirectory(Path directory) {
        return uploadDirectory(directory, options -> {});
    }

    /**
     * Prepares an upload of all files below a directory. Nothing is sent until it runs. Files that the bucket has already
     * are skipped, and no object is deleted. Files larger than {@link dev.plinth.storage.transfer.DirectoryOptions#partSize}
     * are uploaded resumably. {@code POST /object/list-v2/{bucket}} and the requests of the uploads.
     *
     * @param directory the directory
     * @param options sets what is to differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer uploadDirectory(Path directory, Consumer<? super UploadDirectoryOptions> options) {
        return DirectoryHandle.upload(connection(), id, codec, Arguments.required(directory, "directory"), options);
    }

    /**
     * Prepares a download of all objects below a prefix. The defaults of the options apply; see {@link #downloadDirectory(Path, Consumer)}.
     *
     * @param directory the directory; created if it does not exist
     * @return the transfer
     */
    public DirectoryTransfer downloadDirectory(Path directory) {
        return downloadDirectory(directory, options -> {});
    }

    /**
     * Prepares a download of all objects below a prefix. Nothing is sent until it runs. Objects that the directory has
     * already are skipped, other files of the same names are replaced, and no file is deleted. Keys that lead out of the
     * directory are refused. {@code POST /object/list-v2/{bucket}} and the requests of the downloads.
     *
     * @param directory the directory; created if it does not exist
     * @param options sets what is to differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer downloadDirectory(Path directory, Consumer<? super DownloadDirectoryOptions> options) {
        return DirectoryHandle.download(connection(), id, codec, Arguments.required(directory, "directory"), options);
    }

    /**
     * Prepares a synchronization that makes a prefix of the bucket equal to a directory. The defaults of the options apply; see {@link #syncUp(Path, Consumer)}.
     *
     * @param directory the directory, which is not changed
     * @return the transfer
     */
    public DirectoryTransfer syncUp(Path directory) {
        return syncUp(directory, options -> {});
    }

    /**
     * Prepares a synchronization that makes a prefix of the bucket equal to a directory. Nothing is sent until it runs.
     * As {@link #uploadDirectory}, but objects with other content are replaced, and, with
     * {@link SyncOptions#deleteExtra}, objects without a file are deleted.
     *
     * @param directory the directory, which is not changed
     * @param options sets what is to differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer syncUp(Path directory, Consumer<? super SyncOptions> options) {
        return DirectoryHandle.sync(connection(), id, codec, Arguments.required(directory, "directory"), true, options);
    }

    /**
     * Prepares a synchronization that makes a directory equal to a prefix of the bucket. The defaults of the options apply; see {@link #syncDown(Path, Consumer)}.
     *
     * @param directory the directory; created if it does not exist
     * @return the transfer
     */
    public DirectoryTransfer syncDown(Path directory) {
        return syncDown(directory, options -> {});
    }

    /**
     * Prepares a synchronization that makes a directory equal to a prefix of the bucket. Nothing is sent until it runs.
     * As {@link #downloadDirectory}, but, with {@link SyncOptions#deleteExtra}, files without an object are deleted.
     *
     * @param directory the directory; created if it does not exist
     * @param options sets what is to differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer syncDown(Path directory, Consumer<? super SyncOptions> options) {
        return DirectoryHandle.sync(
                connection(), id, codec, Arguments.required(directory, "directory"), false, options);
    }

    final ObjectKey at(String key, String name) {
        return ObjectKey.of(id, Arguments.required(key, name), codec);
    }

    final ObjectKey toWrite(String bucket, String key, String name) {
        return ObjectKey.toWrite(bucket, Arguments.required(key, name), codec);
    }
}
