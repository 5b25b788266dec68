module consumer {
    requires dev.plinth;
}
