using System.Globalization;
using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>How many inputs each endpoint got, and what it answered.</summary>
internal sealed class FuzzTable
{
    private readonly SortedDictionary<string, SortedDictionary<int, int>> _answers = new(StringComparer.Ordinal);

    public int Total => _answers.Values.Sum(a => a.Values.Sum());

    public IReadOnlyCollection<string> Endpoints => _answers.Keys;

    public void Count(string endpoint, int status)
    {
        if (!_answers.TryGetValue(endpoint, out var answers))
        {
            _answers[endpoint] = answers = [];
        }

        answers[status] = answers.GetValueOrDefault(status) + 1;
    }

    /// <summary>How often an endpoint answered so.</summary>
    public int Of(string endpoint, int status) => _answers.GetValueOrDefault(endpoint)?.GetValueOrDefault(status) ?? 0;

    /// <summary>The table; 0 = the connection was closed without an answer.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (endpoint, answers) in _answers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{endpoint,-42} {answers.Values.Sum(),6}   {string.Join("  ", answers.Select(a => $"{a.Key}×{a.Value}"))}").AppendLine();
        }

        return text.Append(CultureInfo.InvariantCulture, $"{"together",-42} {Total,6}").ToString();
    }
}
