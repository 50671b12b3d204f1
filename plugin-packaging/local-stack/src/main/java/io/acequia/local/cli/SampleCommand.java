package io.acequia.local.cli;

import picocli.CommandLine.Command;

@Command(
    name = "sample",
    description = "Sends sample data to the ingest.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = SampleFlightsCommand.class)
final class SampleCommand {}
