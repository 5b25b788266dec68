package dev.plinth.storage.transfer.internal;

/** Stores the state of an upload. */
interface UploadJournal {

    /** Stores nothing. */
    UploadJournal NONE = new UploadJournal() {
        @Override
        public void save(UploadAddress address, long offset) {}

        @Override
        public void delete() {}
    };

    /** Stores the URL of the upload and the acknowledged offset. The file is synced before this returns. */
    void save(UploadAddress address, long offset);

    /** Deletes the entry of an upload that has ended. */
    void delete();
}
