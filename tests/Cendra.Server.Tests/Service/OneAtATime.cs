// The job library keeps its storage and its filters in static fields: two servers of one process must not start at the same time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
