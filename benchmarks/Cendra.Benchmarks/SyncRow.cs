namespace Cendra.Benchmarks;

/// <summary>What one reading of a whole list cost: the fastest of several, with the largest memory of all.</summary>
/// <param name="Reading">Which of the readings.</param>
/// <param name="Count">How many reservations the list had.</param>
/// <param name="Milliseconds">Of wall time.</param>
/// <param name="ProcessorMilliseconds">Of this process on all cores.</param>
/// <param name="Statements">That reached the database.</param>
/// <param name="FloorMilliseconds">Processor time of the floor: the same rows without any rule, in the same batches, by EF alone.</param>
/// <param name="PeakManagedMegabytes">The largest managed heap that was seen.</param>
/// <param name="PeakWorkingSetMegabytes">The most memory that the process ever had.</param>
public sealed record SyncRow(
    string Reading, int Count, double Milliseconds, double ProcessorMilliseconds, long Statements, double FloorMilliseconds, double PeakManagedMegabytes, double PeakWorkingSetMegabytes)
{
    /// <summary>Nothing is known yet.</summary>
    public const string First = "first sync";

    /// <summary>Everything is known as it is.</summary>
    public const string Unchanged = "nothing changed";

    /// <summary>One of a hundred has other dates.</summary>
    public const string OneInAHundred = "1 % changed";

    /// <summary>Milliseconds of the processor for each reservation: what other work on the machine does not change.</summary>
    public double Each => ProcessorMilliseconds / Count;
}
