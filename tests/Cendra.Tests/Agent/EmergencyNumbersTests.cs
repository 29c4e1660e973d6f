using Cendra.Domain.Portfolio;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Which number a guest in danger is told depends on where the property lies.</summary>
public sealed class EmergencyNumbersTests
{
    [Theory]
    [InlineData("Europe/Madrid", "112", "112", "112")]
    [InlineData("Europe/Stockholm", "112", "112", "112")]
    [InlineData("Europe/Istanbul", "112", "112", "112")]
    [InlineData("Europe/London", "999 / 112", "999 / 112", "999 / 112")]
    [InlineData("America/New_York", "911", "911", "911")]
    [InlineData("US/Pacific", "911", "911", "911")]
    [InlineData("America/Toronto", "911", "911", "911")]
    [InlineData("Australia/Sydney", "000", "000", "000")]
    [InlineData("Pacific/Auckland", "111", "111", "111")]
    [InlineData("Asia/Tokyo", "119", "110", "119")]
    [InlineData("Asia/Shanghai", "119", "110", "120")]
    [InlineData("America/Sao_Paulo", "193", "190", "192")]
    public void The_number_is_that_of_the_country_of_the_time_zone(string zone, string fire, string police, string medical) =>
        Assert.Equal((fire, police, medical), (EmergencyNumbers.For(zone, EmergencyHelp.Fire), EmergencyNumbers.For(zone, EmergencyHelp.Police), EmergencyNumbers.For(zone, EmergencyHelp.Medical)));

    [Theory]
    [InlineData("")]
    [InlineData("Etc/UTC")]
    [InlineData("Nowhere/Nothing")]
    public void Where_the_country_is_not_known_no_number_is(string zone) => Assert.Null(EmergencyNumbers.For(zone, EmergencyHelp.Fire));

    [Fact]
    public void Every_number_of_the_table_is_one_for_emergencies_by_a_list_that_others_keep()
    {
        var unknown = EmergencyNumbers.All.Where(n => !EmergencyNumbers.Holds(n.Number, n.Country)).ToList();
        Assert.True(unknown.Count == 0, string.Join(", ", unknown));
    }
}
