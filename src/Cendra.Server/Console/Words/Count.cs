using System.Globalization;

namespace Cendra.Server.Console.Words;

/// <summary>Numbers in sentences.</summary>
public static class Count
{
    private static readonly string[] Small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>"one guest", "two guests", "12 guests".</summary>
    public static string Of(int number, string one, string many) => $"{Word(number)} {(number == 1 ? one : many)}";

    /// <summary>The same at the start of a sentence.</summary>
    public static string OfFirst(int number, string one, string many) => Capital(Of(number, one, many));

    /// <summary>First letter large.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Word(int number) => number < Small.Length ? Small[number] : number.ToString(CultureInfo.InvariantCulture);
}
