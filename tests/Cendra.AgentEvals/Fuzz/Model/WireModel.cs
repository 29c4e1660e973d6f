using System.Net;
using System.Text;

namespace Cendra.AgentEvals.Fuzz.Model;

/// <summary>A chat model on the wire of OpenAI's protocol, answered in this process: it is given every request as text and gives back any body at all. What it was asked and what it did is kept for the judge.</summary>
internal abstract class WireModel : HttpMessageHandler
{
    private readonly Dictionary<string, ToolCall> _pending = new(StringComparer.Ordinal);
    private int _calls;

    /// <summary>Every request, to be looked through; taken by whoever looks.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What it did, for whoever reads a failure.</summary>
    public List<string> Said { get; } = [];

    /// <summary>What it made up and no guest may read, newest last.</summary>
    public List<Planted> Planted { get; } = [];

    /// <summary>Calls of tools that ran though they had to be refused.</summary>
    public List<string> RanThough { get; } = [];

    /// <summary>What it answers.</summary>
    protected abstract ModelMove Next(Asked asked);

    /// <summary>Calls of tools, with ids that differ from all before.</summary>
    protected ModelMove Call(params IReadOnlyList<ToolCall> calls) => ModelMove.Tools(++_calls, calls);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Requests.Add(body);
        var asked = new Asked(body);
        Look(asked);
        var move = Next(asked);
        foreach (var (id, call) in move.Calls)
        {
            _pending[id] = call;
        }

        Said.Add(move.Said.Length > 400 ? move.Said[..400] : move.Said);
        return new HttpResponseMessage((HttpStatusCode)move.Status) { Content = new StringContent(move.Body, Encoding.UTF8, "application/json") };
    }

    /// <summary>What became of the calls before: a tool or an argument that there is not must have been refused.</summary>
    private void Look(Asked asked)
    {
        foreach (var (_, text, id) in asked.Messages.Where(m => m.Role == "tool"))
        {
            if (_pending.Remove(id, out var call) && call.MustBeRefused && !text.StartsWith("Refused", StringComparison.Ordinal))
            {
                RanThough.Add($"{call.Name}({call.Arguments}) -> {text}");
            }
        }
    }
}
