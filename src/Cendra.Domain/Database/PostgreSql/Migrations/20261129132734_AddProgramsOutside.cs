using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddProgramsOutside : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AskedAgainUtc",
                table: "SourceBookings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnnouncedStatus",
                table: "Deliveries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnnouncedState",
                table: "AccessCodes",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Shown = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    KeyHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Scopes = table.Column<int>(type: "integer", nullable: false),
                    CreatedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastUsedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ExpiresUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevokedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiKeys_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CodeWriteBacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StayId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    PinVersion = table.Column<int>(type: "integer", nullable: false),
                    FieldHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ReadBackUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAtUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Trouble = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeWriteBacks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CodeWriteBacks_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CodeWriteBacks_Stays_StayId",
                        column: x => x.StayId,
                        principalTable: "Stays",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Occasion = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    OccurredUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAtUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DeliveredUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    GivenUpUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Trouble = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingEvents_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_AnnouncedStatus",
                table: "Deliveries",
                columns: new[] { "Status", "AnnouncedStatus" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessCodes_State_AnnouncedState",
                table: "AccessCodes",
                columns: new[] { "State", "AnnouncedState" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_ConnectionId",
                table: "ApiKeys",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_KeyHash",
                table: "ApiKeys",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_ConnectionId",
                table: "CodeWriteBacks",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_DueAtUtc",
                table: "CodeWriteBacks",
                column: "DueAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_CodeWriteBacks_StayId_ConnectionId",
                table: "CodeWriteBacks",
                columns: new[] { "StayId", "ConnectionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEvents_ConnectionId_SubjectId_Occasion",
                table: "OutgoingEvents",
                columns: new[] { "ConnectionId", "SubjectId", "Occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEvents_DueAtUtc",
                table: "OutgoingEvents",
                column: "DueAtUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "CodeWriteBacks");

            migrationBuilder.DropTable(
                name: "OutgoingEvents");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_AnnouncedStatus",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_AccessCodes_State_AnnouncedState",
                table: "AccessCodes");

            migrationBuilder.DropColumn(
                name: "AskedAgainUtc",
                table: "SourceBookings");

            migrationBuilder.DropColumn(
                name: "AnnouncedStatus",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "AnnouncedState",
                table: "AccessCodes");
        }
    }
}
