package dev.plinth.storage.transfer.internal;

/** Where it is written down how far an upload is. */
interface UploadJournal {

    /** Writes nothing down. */
    UploadJournal NONE = new UploadJournal() {
        @Override
        public void save(UploadAddress address, long offset) {}

        @Override
        public void delete() {}
    };

    /** Writes down where the upload is and how much the server has acknowledged; it is on the disk when this returns. */
    void save(UploadAddress address, long offset);

    /** Forgets the upload: it has ended. */
    void delete();
}
