namespace Cendra.Server.Rehearsal;

/// <summary>Made-up people.</summary>
public static class RehearsalGuests
{
    private static readonly string[] Names =
        ["Lucía Fernández", "Jonas Weber", "Chloé Martin", "Amelia Hart", "Piotr Nowak", "Beatriz Oliveira", "Luuk de Vries", "Sofia Rossi", "Nora Lindqvist"];

    /// <summary>The n-th guest; they come round again.</summary>
    public static string Name(int number) => Names[number % Names.Length];
}
