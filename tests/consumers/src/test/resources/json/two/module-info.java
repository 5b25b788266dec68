module json {
    requires dev.plinth;
    requires com.fasterxml.jackson.databind;
    requires dev.plinth.jackson;
}
