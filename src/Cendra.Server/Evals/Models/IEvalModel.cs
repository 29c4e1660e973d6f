namespace Cendra.Server.Evals.Models;

/// <summary>What stands behind the address of the model in a play.</summary>
internal interface IEvalModel
{
    /// <summary>The model's name.</summary>
    string Name { get; }

    /// <summary>Answers a request; <paramref name="turn"/> counts the guest turns from 0.</summary>
    Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct);

    /// <summary>What was wrong with what it had to play, after the play is over.</summary>
    IReadOnlyList<string> Problems { get; }
}

/// <summary>An answer as it goes over the wire.</summary>
internal sealed record ModelAnswer(int Status, string Body);
