package dev.plinth.tests.hostile;

/**
 * A use of the API.
 *
 * @param name what is called, with which option
 */
record Program(String name, Use use) {

    @FunctionalInterface
    interface Use {
        Object on(Site site) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
