using Cendra.Simulator.Wire;

namespace Cendra.Simulator;

/// <summary>The Seam wire.</summary>
public sealed partial class SimulatorWorld
{
    private const int CallsKept = 100_000;

    internal SimResponse AnswerSeam(SimRequest request) => Run(one =>
    {
        var answer = seam.Answer(request);
        answer.Headers["seam-request-id"] = one.Ids.NewId();
        calls.Add(new SeamCall(request.Path, one.NowUtc, answer.Status));
        if (calls.Count > CallsKept)
        {
            calls.RemoveAt(0);
        }

        var lose = one.State.LoseResponses.GetValueOrDefault(request.Path);
        if (lose == 0)
        {
            return answer;
        }

        one.State.LoseResponses[request.Path] = lose - 1;
        Save();
        return new SimResponse { Status = 504, IsLost = true };
    }, saves: !IsRead(request.Path));

    private static bool IsRead(string path) => path.EndsWith("/get", StringComparison.Ordinal) || path.EndsWith("/list", StringComparison.Ordinal);
}
