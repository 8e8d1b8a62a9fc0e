import ArgumentParser

@main struct Tieline: ParsableCommand {}
