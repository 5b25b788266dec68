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

/** The resumable, parallel and directory transfers of a {@link Bucket}. */
public abstract class BucketTransfers extends ApiClient<Bucket> {

    final String id;
    final KeyCodec codec;

    BucketTransfers(Connection connection, String id, KeyCodec codec) {
        super(connection);
        this.id = id;
        this.codec = codec;
    }

    /**
     * Prepares a resumable upload of a file with default options, as {@link #resumableUpload(String, Path, Consumer)}
     * does.
     *
     * @param key the object's key
     * @param file the file, which must not change during the upload
     * @return the upload
     */
    public ResumableUpload resumableUpload(String key, Path file) {
        return resumableUpload(key, file, options -> {});
    }

    /**
     * Prepares a resumable upload of a file. Nothing is sent until it runs. TUS: {@code POST}, {@code PATCH} and {@code
     * HEAD /upload/resumable}.
     *
     * @param key the object's key
     * @param file the file, which must not change during the upload
     * @param options sets the options that differ from the defaults
     * @return the upload
     * @throws dev.plinth.core.LocalIOException if the file does not exist, is not a regular file, or cannot be read
     */
    public ResumableUpload resumableUpload(String key, Path file, Consumer<? super ResumableUploadOptions> options) {
        return resumableUpload(key, Content.ofFile(Arguments.required(file, "file")), options);
    }

    /**
     * Prepares a resumable upload of content with default options, as {@link #resumableUpload(String, Content,
     * Consumer)} does.
     *
     * @param key the object's key
     * @param content repeatable content, or a stream
     * @return the upload
     */
    public ResumableUpload resumableUpload(String key, Content content) {
        return resumableUpload(key, content, options -> {});
    }

    /**
     * Prepares a resumable upload of content. Nothing is sent until it runs. A stream may have an unknown length. It is
     * read chunk by chunk, and each chunk is kept until the server has acknowledged it. The stream is closed when it
     * ends, and when the upload is completed or aborted.
     *
     * @param key the object's key
     * @param content repeatable content, or a stream
     * @param options sets the options that differ from the defaults
     * @return the upload
     * @throws IllegalArgumentException if the content is neither repeatable nor a stream of {@link Content#ofStream},
     *     or if a journal is set and the content is not a file
     */
    public ResumableUpload resumableUpload(
            String key, Content content, Consumer<? super ResumableUploadOptions> options) {
        return UploadHandle.of(
                connection(), writableKey(id, key, "key"), Arguments.required(content, "content"), options);
    }

    /**
     * Prepares a parallel download of an object into a file with default options, as {@link #parallelDownload(String,
     * Path, Consumer)} does.
     *
     * @param key the object's key
     * @param file the file; an existing file is replaced when the download is complete
     * @return the download
     */
    public ParallelDownload parallelDownload(String key, Path file) {
        return parallelDownload(key, file, options -> {});
    }

    /**
     * Prepares a download of an object into a file, in several parts at the same time. Nothing is sent until it runs.
     * {@code GET /object/authenticated/{bucket}/{key}} with {@code Range}.
     *
     * @param key the object's key
     * @param file the file; an existing file is replaced when the download is complete
     * @param options sets the options that differ from the defaults
     * @return the download
     */
    public ParallelDownload parallelDownload(String key, Path file, Consumer<? super ParallelDownloadOptions> options) {
        return DownloadHandle.of(connection(), objectKey(key, "key"), Arguments.required(file, "file"), options);
    }

    /**
     * Prepares an upload of all files below a directory with default options, as {@link #uploadDirectory(Path,
     * Consumer)} does.
     *
     * @param directory the directory
     * @return the transfer
     */
    public DirectoryTransfer uploadDirectory(Path directory) {
        return uploadDirectory(directory, options -> {});
    }

    /**
     * Prepares an upload of all files below a directory. Nothing is sent until it runs. Files that the bucket already
     * has are skipped, and no object is deleted. Files larger than {@link
     * dev.plinth.storage.transfer.DirectoryOptions#partSize} are uploaded resumably. {@code POST
     * /object/list-v2/{bucket}} and the requests of the uploads.
     *
     * @param directory the directory
     * @param options sets the options that differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer uploadDirectory(Path directory, Consumer<? super UploadDirectoryOptions> options) {
        return DirectoryHandle.upload(connection(), id, codec, Arguments.required(directory, "directory"), options);
    }

    /**
     * Prepares a download of all objects of the bucket with default options, as {@link #downloadDirectory(Path,
     * Consumer)} does.
     *
     * @param directory the directory; created if it does not exist
     * @return the transfer
     */
    public DirectoryTransfer downloadDirectory(Path directory) {
        return downloadDirectory(directory, options -> {});
    }

    /**
     * Prepares a download of all objects below a prefix. Nothing is sent until it runs. Objects that the directory
     * already has are skipped, files with the same name and other content are replaced, and no file is deleted. Keys
     * that would be written outside the directory are refused. {@code POST /object/list-v2/{bucket}} and the requests
     * of the downloads.
     *
     * @param directory the directory; created if it does not exist
     * @param options sets the options that differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer downloadDirectory(Path directory, Consumer<? super DownloadDirectoryOptions> options) {
        return DirectoryHandle.download(connection(), id, codec, Arguments.required(directory, "directory"), options);
    }

    /**
     * Prepares a synchronization from a directory to the bucket with default options, as {@link #syncUp(Path,
     * Consumer)} does.
     *
     * @param directory the directory, which is not changed
     * @return the transfer
     */
    public DirectoryTransfer syncUp(Path directory) {
        return syncUp(directory, options -> {});
    }

    /**
     * Prepares a synchronization that makes a prefix of the bucket equal to a directory. Nothing is sent until it runs.
     * It works like {@link #uploadDirectory}, but objects with other content are replaced, and with {@link
     * SyncOptions#deleteExtra}, objects without a file are deleted.
     *
     * @param directory the directory, which is not changed
     * @param options sets the options that differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer syncUp(Path directory, Consumer<? super SyncOptions> options) {
        return DirectoryHandle.sync(connection(), id, codec, Arguments.required(directory, "directory"), true, options);
    }

    /**
     * Prepares a synchronization from the bucket to a directory with default options, as {@link #syncDown(Path,
     * Consumer)} does.
     *
     * @param directory the directory; created if it does not exist
     * @return the transfer
     */
    public DirectoryTransfer syncDown(Path directory) {
        return syncDown(directory, options -> {});
    }

    /**
     * Prepares a synchronization that makes a directory equal to a prefix of the bucket. Nothing is sent until it runs.
     * It works like {@link #downloadDirectory}, but with {@link SyncOptions#deleteExtra}, files without an object are
     * deleted.
     *
     * @param directory the directory; created if it does not exist
     * @param options sets the options that differ from the defaults
     * @return the transfer
     */
    public DirectoryTransfer syncDown(Path directory, Consumer<? super SyncOptions> options) {
        return DirectoryHandle.sync(
                connection(), id, codec, Arguments.required(directory, "directory"), false, options);
    }

    final ObjectKey objectKey(String key, String name) {
        return ObjectKey.of(id, Arguments.required(key, name), codec);
    }

    final ObjectKey writableKey(String bucket, String key, String name) {
        return ObjectKey.writable(bucket, Arguments.required(key, name), codec);
    }
}
