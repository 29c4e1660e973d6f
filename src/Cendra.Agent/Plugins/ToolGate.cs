using System.Diagnostics;
using Cendra.Agent.Models;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>
/// The one way from a model to a tool. A tool that was not offered, an argument that its schema does not name, one that is missing and a call too many are refused before anything runs;
/// what a tool throws never reaches the model.
/// </summary>
internal sealed class ToolGate(Kernel kernel, IReadOnlyList<KernelFunction> offered, StayTools tools)
{
    private const int LongestArgument = 2000;
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _called = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of tools that ran in this turn.</summary>
    public IReadOnlySet<string> Called => _called;

    /// <summary>Calls refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Runs one call and gives what the model may know of it.</summary>
    public async Task<string> RunAsync(FunctionCallContent call, CancellationToken ct)
    {
        var function = offered.FirstOrDefault(f => f.Name == call.FunctionName && call.PluginName == StayTools.Plugin);
        if (function is null)
        {
            return Refuse("Refused: a tool that is not offered", "Refused. There is no such tool.");
        }

        var known = function.Metadata.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var given = call.Arguments ?? [];
        if (call.Exception is not null || !given.Names.All(known.Contains) || !known.All(given.ContainsName) || given.Any(a => a.Value?.ToString() is not { Length: <= LongestArgument }))
        {
            return Refuse($"Refused: {function.Name} with arguments that it does not take", "Refused. The tool takes only the arguments of its schema.");
        }

        if ((_calls[function.Name] = _calls.GetValueOrDefault(function.Name) + 1) > tools.MostCalls(function.Name))
        {
            return Refuse($"Refused: {function.Name} was called too often", "Refused. It may not be called again in this turn.");
        }

        _called.Add(function.Name);
        using var measured = AgentTelemetry.Tool(function.Name);
        try
        {
            return (await function.InvokeAsync(kernel, new KernelArguments(given.ToDictionary(a => a.Key, a => (object?)a.Value!.ToString())), ct)).ToString();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            measured?.SetTag("error.type", failure.GetType().Name).SetStatus(ActivityStatusCode.Error);
            tools.Deeds.Note($"{function.Name} failed: {failure.GetType().Name}");
            return "The tool failed.";
        }
    }

    private string Refuse(string step, string toModel)
    {
        Refused++;
        tools.Deeds.Note(step);
        return toModel;
    }
}
