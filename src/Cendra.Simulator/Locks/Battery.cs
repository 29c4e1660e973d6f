namespace Cendra.Simulator.Locks;

/// <summary>Seam's battery words. The borders are this simulator's; Seam's differ by brand.</summary>
internal static class Battery
{
    public static string StatusOf(double level) => level switch
    {
        < 0.15 => "critical",
        < 0.30 => "low",
        < 0.90 => "good",
        _ => "full",
    };

    public static bool IsLow(string status) => status is "low" or "critical";
}
